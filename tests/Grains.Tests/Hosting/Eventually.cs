using System.Diagnostics;

namespace BookedBarber.Grains.Tests.Hosting;

/// <summary>Waits for what happens by itself.</summary>
public static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    public static async Task<T> BecomesAsync<T>(Func<Task<T>> look, Func<T, bool> expected, string what)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var seen = await look();
            if (expected(seen))
            {
                return seen;
            }

            if (Stopwatch.GetElapsedTime(started) > Deadline)
            {
                throw new TimeoutException($"Expected {what} within {Deadline}; seen last: {seen}.");
            }

            await Task.Delay(10);
        }
    }
}
