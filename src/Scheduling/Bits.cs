using System.Numerics;

namespace BookedBarber.Scheduling;

/// <summary>Runs of bits in little-endian words: bit <c>i</c> is bit <c>i % 64</c> of word <c>i / 64</c>.</summary>
internal static class Bits
{
    public static int Words(int bits) => (bits + 63) >> 6;

    public static bool IsSet(ReadOnlySpan<ulong> words, int bit) => (words[bit >> 6] >> (bit & 63) & 1) != 0;

    public static void Set(Span<ulong> words, int bit) => words[bit >> 6] |= 1UL << (bit & 63);

    /// <summary>Sets [from, to); what lies outside the words is left out.</summary>
    public static void SetRange(Span<ulong> words, int from, int to)
    {
        (from, to) = Clip(words, from, to);
        for (; from < to; from = NextWord(from)) words[from >> 6] |= Mask(from, to);
    }

    /// <summary>Clears [from, to); what lies outside the words is left out.</summary>
    public static void ClearRange(Span<ulong> words, int from, int to)
    {
        (from, to) = Clip(words, from, to);
        for (; from < to; from = NextWord(from)) words[from >> 6] &= ~Mask(from, to);
    }

    /// <summary>Whether every bit of [from, to) is set; bits outside the words are not.</summary>
    public static bool AllSet(ReadOnlySpan<ulong> words, int from, int to)
    {
        if (from < to && (from < 0 || to > words.Length << 6)) return false;
        for (; from < to; from = NextWord(from))
        {
            var mask = Mask(from, to);
            if ((words[from >> 6] & mask) != mask) return false;
        }

        return true;
    }

    /// <summary>How many bits are set from a bit upwards without a break, counted up to a limit.</summary>
    public static int RunUp(ReadOnlySpan<ulong> words, int from, int limit)
    {
        var run = 0;
        while (run < limit && from >= 0 && from + run < words.Length << 6)
        {
            var bit = from + run;
            var here = BitOperations.TrailingZeroCount(~(words[bit >> 6] >> (bit & 63)));
            var left = 64 - (bit & 63);
            run += Math.Min(here, left);
            if (here < left) break;
        }

        return Math.Min(run, limit);
    }

    /// <summary>How many bits are set from the bit below another downwards without a break, up to a limit.</summary>
    public static int RunDown(ReadOnlySpan<ulong> words, int below, int limit)
    {
        var run = 0;
        while (run < limit && below - run > 0 && below <= words.Length << 6)
        {
            var bit = below - run - 1;
            var left = (bit & 63) + 1;
            var here = BitOperations.LeadingZeroCount(~(words[bit >> 6] << (64 - left)));
            run += Math.Min(here, left);
            if (here < left) break;
        }

        return Math.Min(run, limit);
    }

    /// <summary>The lowest set bit at or above one, or -1.</summary>
    public static int NextSet(ReadOnlySpan<ulong> words, int from)
    {
        for (from = Math.Max(from, 0); from < words.Length << 6; from = NextWord(from))
        {
            var word = words[from >> 6] >> (from & 63);
            if (word != 0) return from + BitOperations.TrailingZeroCount(word);
        }

        return -1;
    }

    /// <summary>The highest set bit below one, or -1.</summary>
    public static int PreviousSet(ReadOnlySpan<ulong> words, int below)
    {
        for (var bit = Math.Min(below, words.Length << 6) - 1; bit >= 0; bit = (bit & ~63) - 1)
        {
            var word = words[bit >> 6] << (63 - (bit & 63));
            if (word != 0) return bit - BitOperations.LeadingZeroCount(word);
        }

        return -1;
    }

    private static (int From, int To) Clip(Span<ulong> words, int from, int to) =>
        (Math.Max(from, 0), Math.Min(to, words.Length << 6));

    private static int NextWord(int bit) => (bit | 63) + 1;

    /// <summary>The bits of [from, to) that lie in the word of from.</summary>
    private static ulong Mask(int from, int to)
    {
        var inWord = Math.Min(to, NextWord(from)) - from;
        return (ulong.MaxValue >> (64 - inWord)) << (from & 63);
    }
}
