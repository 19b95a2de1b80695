namespace BookedBarber.Bench.Servers;

/// <summary>
/// A running server, with the silos behind it if it has some, on a database of its own, which goes when the server does.
/// </summary>
internal sealed class Side(
    ServerProcess server, Func<Task> dropDatabase, IReadOnlyList<ServerProcess>? silos = null) : IAsyncDisposable
{
    public ServerProcess Server => server;

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        foreach (var silo in silos ?? [])
        {
            await silo.DisposeAsync();
        }

        await dropDatabase();
    }
}
