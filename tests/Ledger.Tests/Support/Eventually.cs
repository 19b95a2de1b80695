using System.Diagnostics;

namespace BookedBarber.Ledger.Tests.Support;

internal static class Eventually
{
    /// <summary>Waits until a condition holds; fails with what was expected after a deadline.</summary>
    public static async Task HoldsAsync(string expectation, Func<Task<bool>> condition, int deadlineSeconds = 20)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Assert.True(
                Stopwatch.GetElapsedTime(started).TotalSeconds < deadlineSeconds,
                $"After {deadlineSeconds} s it was still not so that {expectation}.");
            await Task.Delay(10);
        }
    }
}
