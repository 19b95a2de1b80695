using BookedBarber.Ledger.Server;

namespace BookedBarber.TestKit;

/// <summary>Whether tests that need PostgreSQL can run on this machine.</summary>
public static class PostgresAvailability
{
    private static readonly Lazy<string?> Reason = new(FindReason);

    /// <summary>
    /// Why they are skipped, or null when they run. In CI (<c>CI=true</c>) they always run, and fail.
    /// </summary>
    public static string? SkipReason => Reason.Value;

    private static string? FindReason()
    {
        if (string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        try
        {
            // Attributes cannot wait; there is no synchronization context here that this could block.
            Task.Run(() => PostgresBinaries.FindAsync(major: null, CancellationToken.None)).GetAwaiter().GetResult();
            return null;
        }
        catch (PostgresMissingException exception)
        {
            return exception.Message;
        }
    }
}
