using System.Diagnostics;
using System.Net;
using BookedBarber.Bench.Servers;

namespace BookedBarber.Bench.Generator;

// Server, database and generator share the processors, so what the generator uses is missing where it is measured.
// Requests are bytes made beforehand, answers are followed only to their end, and one thread does all of it: with the
// two settings below the runtime's socket engine calls us on the thread that waits for the sockets.

/// <summary>Keeps connections to one server busy.</summary>
internal sealed class LoadGenerator : IDisposable
{
    // For the answers that are under way when the time is over.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private const int BufferBytes = 16 * 1024;
    private const int SmallBufferBytes = 2 * 1024;
    private const int ManyClients = 1_000;

    private readonly ServerProcess _server;
    private readonly LoadClient[] _clients;

    /// <exception cref="InvalidOperationException">This process may not open so many connections.</exception>
    public LoadGenerator(ServerProcess server, int clients)
    {
        OpenFiles.Require(clients);
        _server = server;
        var address = new IPEndPoint(IPAddress.Loopback, server.Address.Port);
        _clients = new LoadClient[clients];
        for (var i = 0; i < clients; i++)
        {
            _clients[i] = new LoadClient(i, address, clients > ManyClients ? SmallBufferBytes : BufferBytes);
        }
    }

    /// <summary>Must be called before the first socket is opened.</summary>
    public static void UseOneThread()
    {
        Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");
        Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT", "1");
    }

    /// <summary>Asks for a time, or until the source has no more.</summary>
    /// <param name="requests">What is asked.</param>
    /// <param name="duration">For how long.</param>
    /// <param name="think">How long each client waits before a request; null for not at all.</param>
    /// <param name="countBroken">Counts connections that break; else the first one ends the run.</param>
    public async Task<LoadResult> RunAsync(
        IRequestSource requests, TimeSpan duration, ThinkTime? think = null, bool countBroken = false)
    {
        var cpuBefore = _server.ProcessorTime;
        var started = Stopwatch.GetTimestamp();
        var deadline = started + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        var run = new LoadRun(requests, _clients.Length, deadline, think, countBroken);
        foreach (var client in _clients)
        {
            client.Begin(run);
        }

        await run.Done.WaitAsync(duration + Patience, Interruption.Token);
        var cpu = _server.ProcessorTime - cpuBefore;
        return new LoadResult(
            Stopwatch.GetElapsedTime(started, run.LastAnswer),
            run.All,
            run.Created,
            run.Statuses(),
            run.Broken,
            run.PageBytes,
            cpu.TotalMicroseconds / Math.Max(1, run.All.Count));
    }

    public void Dispose()
    {
        foreach (var client in _clients)
        {
            client.Dispose();
        }
    }
}
