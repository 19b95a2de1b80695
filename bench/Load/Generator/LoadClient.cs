using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace BookedBarber.Bench.Generator;

/// <summary>One keep-alive connection with one request at a time on it.</summary>
internal sealed class LoadClient : IDisposable
{
    private readonly int _index;
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly SocketAsyncEventArgs _receive = new();
    private readonly ResponseReader _response = new();
    private LoadRun? _run;
    private long _sentAt;

    public LoadClient(int index, IPEndPoint server, int bufferBytes)
    {
        _index = index;
        _socket.NoDelay = true;
        _socket.Connect(server);
        _receive.SetBuffer(new byte[bufferBytes]);
        _receive.Completed += Received;
    }

    /// <summary>Sends its first request of a run; the others follow by themselves.</summary>
    public void Begin(LoadRun run)
    {
        _run = run;
        try
        {
            if (SendNext(Stopwatch.GetTimestamp()))
            {
                Pump();
            }
        }
        catch (Exception exception)
        {
            run.Fail(exception);
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        _receive.Dispose();
    }

    private void Received(object? sender, SocketAsyncEventArgs arguments)
    {
        try
        {
            if (TakeReceived())
            {
                Pump();
            }
        }
        catch (Exception exception)
        {
            _run!.Fail(exception);
        }
    }

    /// <summary>Receives as long as something is there already; goes on when more arrives.</summary>
    private void Pump()
    {
        while (!_socket.ReceiveAsync(_receive))
        {
            if (!TakeReceived())
            {
                return;
            }
        }
    }

    /// <summary>False when this client is done.</summary>
    private bool TakeReceived()
    {
        if (_receive.SocketError != SocketError.Success || _receive.BytesTransferred == 0)
        {
            throw new IOException($"The server closed a connection ({_receive.SocketError}).");
        }

        if (!_response.Take(_receive.MemoryBuffer.Span[.._receive.BytesTransferred]))
        {
            return true;
        }

        var now = Stopwatch.GetTimestamp();
        _run!.Answered(_response.Status, now - _sentAt);
        return SendNext(now);
    }

    private bool SendNext(long now)
    {
        var request = now < _run!.Deadline ? _run.Requests.Next(_index) : default;
        if (request.IsEmpty)
        {
            _run.ClientDone();
            return false;
        }

        _response.Reset();
        _sentAt = now;
        for (var sent = 0; sent < request.Length;)
        {
            sent += _socket.Send(request.Span[sent..]);
        }

        return true;
    }
}
