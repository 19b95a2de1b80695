using Npgsql;

namespace BookedBarber.Bench.Servers;

/// <summary>
/// A running server, with the silos behind it if it has some, on a database of its own, which goes when the server
/// does.
/// </summary>
internal sealed class Side(
    ServerProcess server, string connectionString, Func<Task> dropDatabase, List<ServerProcess>? silos = null)
    : IAsyncDisposable
{
    public ServerProcess Server => server;

    public List<ServerProcess> Silos { get; } = silos ?? [];

    /// <summary>The database, where silos meet.</summary>
    public string ConnectionString => connectionString;

    /// <summary>Throws unless the database has as many bookings as were answered with 201.</summary>
    public async Task ExpectBookingsAsync(long answered)
    {
        await using var database = NpgsqlDataSource.Create(connectionString + ";Pooling=false");
        await using var command = database.CreateCommand("select count(*) from bookings");
        command.CommandTimeout = 0;
        if (await command.ExecuteScalarAsync() is not long kept || kept != answered)
        {
            throw new InvalidOperationException(
                $"{answered:N0} bookings were answered with 201, and the database has another number of them.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        foreach (var silo in Silos)
        {
            await silo.DisposeAsync();
        }

        await dropDatabase();
    }
}
