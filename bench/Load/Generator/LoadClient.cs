using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace BookedBarber.Bench.Generator;

/// <summary>One keep-alive connection with one request at a time on it.</summary>
internal sealed class LoadClient : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly SocketAsyncEventArgs _receive = new();
    private readonly ResponseReader _response = new();
    private LoadRun? _run;
    private long _sentAt;

    public LoadClient(int index, IPEndPoint server, int bufferBytes)
    {
        Index = index;
        _socket.NoDelay = true;
        _socket.Connect(server);
        _receive.SetBuffer(new byte[bufferBytes]);
        _receive.Completed += Received;
    }

    public int Index { get; }

    /// <summary>When its run is over, in ticks of the stopwatch.</summary>
    public long Deadline => _run!.Deadline;

    /// <summary>Sends its first request of a run; the others follow by themselves.</summary>
    public void Begin(LoadRun run)
    {
        _run = run;
        var now = Stopwatch.GetTimestamp();
        if (run.Think is { } think)
        {
            think.Arrive(this, now);
            return;
        }

        Resume(now);
    }

    /// <summary>Sends the next request, which was due at a time of the stopwatch.</summary>
    public void Resume(long due)
    {
        try
        {
            if (SendNext(due))
            {
                Pump();
            }
        }
        catch (Exception exception)
        {
            _run!.Fail(exception);
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

    /// <summary>False when this client is done, or thinks.</summary>
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
        _run!.Answered(_response.Status, _response.BodyBytes, now - _sentAt);
        if (_run.Think is not { } think)
        {
            return SendNext(now);
        }

        // Not touched any more from here on: it may be woken before this returns.
        think.Think(this, now);
        return false;
    }

    private bool SendNext(long now)
    {
        var request = now < _run!.Deadline ? _run.Requests.Next(Index) : default;
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
