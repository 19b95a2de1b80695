using System.Diagnostics;
using Xunit.Sdk;

namespace BookedBarber.TestKit;

/// <summary>Waits for a condition, and says after a deadline what was expected and what was seen.</summary>
public static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Looks until what is seen is as expected; that is answered.</summary>
    public static async Task<T> SeesAsync<T>(
        string expectation, Func<Task<T>> look, Func<T, bool> isAsExpected, int deadlineSeconds = 30)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var seen = await look();
            if (isAsExpected(seen))
            {
                return seen;
            }

            if (Stopwatch.GetElapsedTime(started).TotalSeconds > deadlineSeconds)
            {
                throw new XunitException(
                    $"After {deadlineSeconds} s it was still not so that {expectation}; last seen: {seen}");
            }

            await Task.Delay(Pause);
        }
    }

    /// <summary>Waits until a condition holds.</summary>
    public static Task HoldsAsync(string expectation, Func<bool> condition, int deadlineSeconds = 30) =>
        SeesAsync(expectation, () => Task.FromResult(condition()), holds => holds, deadlineSeconds);

    /// <summary>Waits until a condition holds that takes a look at something else.</summary>
    public static Task HoldsAsync(string expectation, Func<Task<bool>> condition, int deadlineSeconds = 30) =>
        SeesAsync(expectation, condition, holds => holds, deadlineSeconds);

    /// <summary>Waits for what is under way, or fails and says what did not come.</summary>
    public static async Task ComesAsync(string expectation, Task task, int deadlineSeconds = 30)
    {
        try
        {
            await task.WaitAsync(TimeSpan.FromSeconds(deadlineSeconds));
        }
        catch (TimeoutException)
        {
            throw new XunitException($"After {deadlineSeconds} s it was still not so that {expectation}.");
        }
    }
}
