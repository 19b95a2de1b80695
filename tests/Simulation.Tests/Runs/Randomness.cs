namespace BookedBarber.Simulation.Tests.Runs;

/// <summary>
/// A stream of numbers that a seed decides, the same on every machine and in every version of the runtime
/// (SplitMix64: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014).
/// </summary>
internal sealed class Randomness
{
    private readonly ulong _seed;
    private ulong _state;

    public Randomness(ulong seed) => _seed = _state = seed;

    public ulong Next() => Mix(_state += 0x9E37_79B9_7F4A_7C15);

    /// <summary>From 0 up to, but without, <paramref name="bound"/>.</summary>
    public int Below(int bound) => (int)(Next() % (ulong)bound);

    /// <summary>From the first up to and including the last.</summary>
    public int Between(int first, int last) => first + Below(last - first + 1);

    /// <summary>True once in so many times.</summary>
    public bool OneIn(int times) => Below(times) == 0;

    public T Of<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    /// <summary>Another stream, which the use of this one does not disturb.</summary>
    public Randomness Split(ulong salt) => new(Mix(_seed ^ Mix(salt + 0x632B_E59B_D9B4_E019)));

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
        return z ^ (z >> 31);
    }
}
