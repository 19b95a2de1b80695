namespace BookedBarber.Bench.Generator;

/// <summary>So many requests of another source and no more.</summary>
internal sealed class Limited(IRequestSource source, int count) : IRequestSource
{
    private int _left = count;

    public ReadOnlyMemory<byte> Next(int client) =>
        Interlocked.Decrement(ref _left) >= 0 ? source.Next(client) : default;
}
