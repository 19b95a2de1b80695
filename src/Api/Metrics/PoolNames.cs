using System.Data.Common;

namespace BookedBarber.Api.Metrics;

/// <summary>
/// Npgsql calls a connection pool that nobody named by its connection string, which is long and names the account.
/// </summary>
internal static class PoolNames
{
    /// <summary>The attribute that carries the name.</summary>
    public const string Key = "db.client.connection.pool.name";

    private const string Unnamed = "unnamed";

    /// <summary>The name, or the application's when there is only a connection string.</summary>
    public static string Shorten(string name)
    {
        if (!name.Contains('=', StringComparison.Ordinal))
        {
            return name;
        }

        try
        {
            var settings = new DbConnectionStringBuilder { ConnectionString = name };
            return settings.TryGetValue("Application Name", out var application) ? (string)application : Unnamed;
        }
        catch (ArgumentException)
        {
            return Unnamed;
        }
    }
}
