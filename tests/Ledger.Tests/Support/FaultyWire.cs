using System.Net;
using System.Net.Sockets;
using System.Text;
using Npgsql;

namespace BookedBarber.Ledger.Tests.Support;

/// <summary>What happens on the wire to the next message that writes bookings.</summary>
internal enum Fault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The server gets it and commits; the answer is lost with the connection.</summary>
    LoseAnswer,

    /// <summary>It does not arrive, the connection is lost; it may be delivered later.</summary>
    HoldRequest,

    /// <summary>Nothing comes through in either direction any more, and no connection ends.</summary>
    Hang,
}

/// <summary>A TCP proxy before PostgreSQL that fails in chosen ways.</summary>
internal sealed class FaultyWire : IAsyncDisposable
{
    private static readonly byte[] Marker = Encoding.ASCII.GetBytes("insert into bookings as b");
    private static readonly byte[] Sync = [(byte)'S', 0, 0, 0, 4];

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly string _target;
    private readonly Task _accepting;
    private readonly TaskCompletionSource _struck = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private volatile Fault _fault;
    private byte[]? _held;
    private Wire? _heldWire;

    public FaultyWire(string target)
    {
        _target = target;
        _listener.Start();
        _accepting = Task.Run(AcceptAsync);
    }

    /// <summary>Completes when a fault has struck.</summary>
    public Task Struck => _struck.Task;

    /// <summary>
    /// The way through the proxy. Statements are sent as text, so that the proxy can tell them apart.
    /// </summary>
    public string ConnectionString => new NpgsqlConnectionStringBuilder(_target)
    {
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port,
        MaxAutoPrepare = 0,
    }.ConnectionString;

    public void Inject(Fault fault) => _fault = fault;

    /// <summary>Delivers the request that was held, and returns when the server has dealt with it.</summary>
    public async Task DeliverLateAsync()
    {
        await _heldWire!.Server.WriteAsync(_held!);
        await _heldWire.AnswerLost!.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    // 'Z', a length of five, and "idle".
    private static bool EndsWithReadyForQuery(List<byte> answer) =>
        answer is [.., (byte)'Z', 0, 0, 0, 5, (byte)'I'];

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var closingClient = client;
        using var server = new TcpClient();
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, new NpgsqlConnectionStringBuilder(_target).Port, _stop.Token);
            var wire = new Wire(client.GetStream(), server.GetStream());
            await Task.WhenAny(RequestsAsync(wire), AnswersAsync(wire));
            client.Close();
            if (_heldWire == wire)
            {
                await Task.Delay(Timeout.Infinite, _stop.Token);
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
        {
            // A connection that breaks is what this class is about.
        }
    }

    private async Task RequestsAsync(Wire wire)
    {
        var buffer = new byte[65536];
        var message = new List<byte>();
        while (await wire.Client.ReadAsync(buffer, _stop.Token) is > 0 and var count)
        {
            message.AddRange(buffer.AsSpan(0, count));
            if (_fault == Fault.Hang)
            {
                _struck.TrySetResult();
                await Task.Delay(Timeout.Infinite, _stop.Token);
            }

            var bytes = message.ToArray();
            if (_fault == Fault.None || bytes.AsSpan().IndexOf(Marker) < 0)
            {
                await wire.Server.WriteAsync(buffer.AsMemory(0, count), _stop.Token);
                message.Clear();
            }
            else if (bytes.AsSpan().EndsWith(Sync))
            {
                await StrikeAsync(wire, bytes);
                return;
            }
        }
    }

    private async Task StrikeAsync(Wire wire, byte[] message)
    {
        var fault = _fault;
        _fault = Fault.None;
        wire.AnswerLost = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (fault == Fault.HoldRequest)
        {
            (_held, _heldWire) = (message, wire);
        }
        else
        {
            await wire.Server.WriteAsync(message, _stop.Token);
            await wire.AnswerLost.Task;
        }

        _struck.TrySetResult();
    }

    private async Task AnswersAsync(Wire wire)
    {
        var buffer = new byte[65536];
        var lost = new List<byte>();
        while (await wire.Server.ReadAsync(buffer, _stop.Token) is > 0 and var count)
        {
            if (wire.AnswerLost is { } answerLost)
            {
                lost.AddRange(buffer.AsSpan(0, count));
                if (EndsWithReadyForQuery(lost))
                {
                    answerLost.SetResult();
                    return;
                }
            }
            else
            {
                await wire.Client.WriteAsync(buffer.AsMemory(0, count), _stop.Token);
            }
        }
    }

    private sealed class Wire(NetworkStream client, NetworkStream server)
    {
        public NetworkStream Client => client;

        public NetworkStream Server => server;

        // Set once, before the message is passed on; read by the task that waits for its answer.
        public volatile TaskCompletionSource? AnswerLost;
    }
}
