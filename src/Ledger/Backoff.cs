namespace BookedBarber.Ledger;

/// <summary>
/// Pauses between attempts: each about twice the one before, up to a second, and never two processes in step.
/// </summary>
internal sealed class Backoff(TimeProvider time, Random random)
{
    private const double FirstSeconds = 0.02;
    private const double LongestSeconds = 1;

    private int _failures;

    public Task DelayAsync(CancellationToken cancellationToken)
    {
        var longest = Math.Min(LongestSeconds, FirstSeconds * Math.Pow(2, _failures++));
        var seconds = longest * (0.5 + 0.5 * random.NextDouble());
        return Task.Delay(TimeSpan.FromSeconds(seconds), time, cancellationToken);
    }
}
