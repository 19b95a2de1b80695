namespace BookedBarber.Bench.Servers;

/// <summary>A running server on a database of its own, which goes when the server does.</summary>
internal sealed class Side(ServerProcess server, Func<Task> dropDatabase) : IAsyncDisposable
{
    public ServerProcess Server => server;

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await dropDatabase();
    }
}
