namespace BookedBarber.Bench.Servers;

/// <summary>
/// A running server, with the silos behind it if it has some, on a database of its own, which goes when the server does.
/// </summary>
internal sealed class Side(
    ServerProcess server, Func<Task> dropDatabase, List<ServerProcess>? silos = null, string? connectionString = null)
    : IAsyncDisposable
{
    public ServerProcess Server => server;

    public List<ServerProcess> Silos { get; } = silos ?? [];

    /// <summary>Where the silos meet.</summary>
    public string ConnectionString => connectionString ?? throw new InvalidOperationException("This is no cluster.");

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
