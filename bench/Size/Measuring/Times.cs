using System.Diagnostics;

namespace BookedBarber.Size.Measuring;

/// <summary>How long the same thing took, each time that it was done.</summary>
internal sealed class Times
{
    private readonly List<double> _milliseconds = [];

    public int Count => _milliseconds.Count;

    public double P50 => Percentile(0.5);

    public double P99 => Percentile(0.99);

    public async Task<T> OfAsync<T>(Func<Task<T>> work)
    {
        var started = Stopwatch.GetTimestamp();
        var result = await work();
        var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        lock (_milliseconds)
        {
            _milliseconds.Add(elapsed);
        }

        return result;
    }

    private double Percentile(double share)
    {
        var sorted = _milliseconds.Order().ToArray();
        return sorted[(int)Math.Ceiling(share * sorted.Length) - 1];
    }
}
