using BookedBarber.Scheduling;

namespace BookedBarber.Simulation.Tests.Runs;

/// <summary>Ids that the seed decides.</summary>
internal sealed class SeededIds(Randomness random, TimeProvider clock) : IdSource(clock)
{
    public override Guid Next()
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, random.Next());
        BitConverter.TryWriteBytes(bytes[8..], random.Next());
        return new Guid(bytes);
    }
}
