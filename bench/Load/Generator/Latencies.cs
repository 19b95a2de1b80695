using System.Diagnostics;
using System.Numerics;

namespace BookedBarber.Bench.Generator;

/// <summary>
/// A histogram of times with a resolution of 1 in 64, preallocated: to record is one increment, whatever was seen.
/// </summary>
internal sealed class Latencies
{
    private const int SubBits = 6;
    private const int Sub = 1 << SubBits;

    private readonly long[] _buckets = new long[(64 - SubBits + 1) * Sub];
    private long _count;
    private long _max;

    public long Count => Volatile.Read(ref _count);

    public double MaxMs => Volatile.Read(ref _max) / 1e6;

    /// <summary>Takes note of one time, given in ticks of the stopwatch.</summary>
    public void Record(long stopwatchTicks)
    {
        var ns = (long)(stopwatchTicks * (1e9 / Stopwatch.Frequency));
        Interlocked.Increment(ref _buckets[Bucket(ns)]);
        Interlocked.Increment(ref _count);
        if (ns > Volatile.Read(ref _max))
        {
            Volatile.Write(ref _max, ns);
        }
    }

    /// <summary>The time that a share of all did not exceed.</summary>
    public double PercentileMs(double share)
    {
        var rank = (long)Math.Ceiling(share * Count);
        long seen = 0;
        for (var i = 0; i < _buckets.Length; i++)
        {
            seen += _buckets[i];
            if (seen >= rank && seen > 0)
            {
                return Math.Min(UpperEnd(i) / 1e6, MaxMs);
            }
        }

        return 0;
    }

    private static int Bucket(long ns)
    {
        if (ns < Sub)
        {
            return (int)Math.Max(0, ns);
        }

        var shift = BitOperations.Log2((ulong)ns) - SubBits;
        return ((shift + 1) << SubBits) + (int)((ns >> shift) - Sub);
    }

    private static double UpperEnd(int bucket)
    {
        var shift = (bucket >> SubBits) - 1;
        return shift < 0 ? bucket : (double)((bucket & (Sub - 1)) + Sub + 1) * (1L << shift);
    }
}
