using BookedBarber.Grains.Failures;
using BookedBarber.Ledger;

namespace BookedBarber.Silo.Cluster;

/// <summary>Tells of a database that is away in the one way that callers know.</summary>
internal static class DatabaseAway
{
    public static async Task<T> ToldAsync<T>(this Task<T> operation)
    {
        await ((Task)operation).ToldAsync();
        return await operation;
    }

    public static async Task ToldAsync(this Task operation)
    {
        try
        {
            await operation;
        }
        catch (Exception exception) when (LedgerUnavailableException.IsMeantBy(exception))
        {
            throw Unavailability.Of(exception);
        }
    }
}
