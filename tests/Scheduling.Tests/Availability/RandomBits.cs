namespace BookedBarber.Scheduling.Tests.Availability;

/// <summary>Seeded bitmaps that look like a barber's time: free and taken runs of very different lengths.</summary>
internal static class RandomBits
{
    public static ulong[] Runs(Random random, int words, int longestRun)
    {
        var bits = new ulong[words];
        var free = random.Next(2) == 0;
        for (var bit = 0; bit < words * 64; free = !free)
        {
            var run = random.Next(1, longestRun + 1);
            for (; run > 0 && bit < words * 64; run--, bit++)
            {
                if (free) bits[bit / 64] |= 1UL << (bit % 64);
            }
        }

        return bits;
    }

    /// <summary>What the bits say of a tick; everything outside them is taken.</summary>
    public static bool IsFree(ulong[] bits, int firstTick, int tick)
    {
        var bit = tick - firstTick;
        return bit >= 0 && bit < bits.Length * 64 && (bits[bit / 64] >> (bit % 64) & 1) != 0;
    }
}
