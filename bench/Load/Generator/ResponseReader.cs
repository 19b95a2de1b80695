using System.Buffers.Text;

namespace BookedBarber.Bench.Generator;

/// <summary>
/// Follows one HTTP/1.1 response to its end, as far as a load generator needs it: the status, and where the body ends
/// (<c>Content-Length</c> or chunked). The body is counted and thrown away.
/// </summary>
internal sealed class ResponseReader
{
    private readonly byte[] _head = new byte[8 * 1024];
    private State _state;
    private int _headLength;
    private long _bodyLeft;

    private enum State
    {
        Head,
        Body,
        ChunkSize,
        Chunk,
        ChunkEnd,
        Trailer,
        Done,
    }

    public int Status { get; private set; }

    /// <summary>How long the body is, so far.</summary>
    public long BodyBytes { get; private set; }

    public void Reset()
    {
        _state = State.Head;
        _headLength = 0;
        BodyBytes = 0;
    }

    /// <summary>Takes what has arrived; true when the response is complete.</summary>
    public bool Take(ReadOnlySpan<byte> bytes)
    {
        while (_state != State.Done)
        {
            if (_state == State.Head)
            {
                bytes = TakeHead(bytes);
            }
            else if (_state is State.Body or State.Chunk)
            {
                bytes = Skip(bytes);
            }
            else
            {
                bytes = TakeLine(bytes);
            }

            if (bytes.IsEmpty && _state != State.Done)
            {
                return false;
            }
        }

        return bytes.IsEmpty ? true : throw new InvalidDataException("There is more than one response.");
    }

    private ReadOnlySpan<byte> TakeHead(ReadOnlySpan<byte> bytes)
    {
        var before = _headLength;
        var taken = Math.Min(bytes.Length, _head.Length - before);
        bytes[..taken].CopyTo(_head.AsSpan(before));
        _headLength += taken;
        var searchFrom = Math.Max(0, before - 3);
        var end = _head.AsSpan(searchFrom, _headLength - searchFrom).IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return _headLength < _head.Length ? default : throw new InvalidDataException("The header has no end.");
        }

        var length = searchFrom + end + 4;
        ReadHead(_head.AsSpan(0, length));
        return bytes[(length - before)..];
    }

    private void ReadHead(ReadOnlySpan<byte> head)
    {
        if (!head.StartsWith("HTTP/1.1 "u8) || !Utf8Parser.TryParse(head.Slice(9, 3), out int status, out _))
        {
            throw new InvalidDataException("The server does not speak HTTP/1.1.");
        }

        Status = status;
        var length = Value(head, "\r\nContent-Length: "u8);
        if (!length.IsEmpty && Utf8Parser.TryParse(length, out _bodyLeft, out _))
        {
            _state = _bodyLeft == 0 ? State.Done : State.Body;
        }
        else if (Value(head, "\r\nTransfer-Encoding: "u8).StartsWith("chunked"u8))
        {
            _bodyLeft = 0;
            _state = State.ChunkSize;
        }
        else
        {
            _state = status is 204 or 304 ? State.Done : throw new InvalidDataException("The body has no end.");
        }
    }

    private static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> head, ReadOnlySpan<byte> name)
    {
        var at = head.IndexOf(name);
        return at < 0 ? default : head[(at + name.Length)..];
    }

    private ReadOnlySpan<byte> Skip(ReadOnlySpan<byte> bytes)
    {
        var skipped = (int)Math.Min(bytes.Length, _bodyLeft);
        _bodyLeft -= skipped;
        BodyBytes += skipped;
        if (_bodyLeft == 0)
        {
            _state = _state == State.Body ? State.Done : State.ChunkEnd;
        }

        return bytes[skipped..];
    }

    /// <summary>Takes one byte of a line around the chunks; they are few and short.</summary>
    private ReadOnlySpan<byte> TakeLine(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return bytes;
        }

        var next = bytes[0];
        if (next == '\n')
        {
            _state = _state switch
            {
                State.ChunkSize => _bodyLeft > 0 ? State.Chunk : State.Trailer,
                State.ChunkEnd => State.ChunkSize,
                _ => State.Done,
            };
        }
        else if (_state == State.ChunkSize && next != '\r')
        {
            _bodyLeft = (_bodyLeft * 16) + HexDigit(next);
        }

        return bytes[1..];
    }

    private static int HexDigit(byte digit) => digit switch
    {
        >= (byte)'0' and <= (byte)'9' => digit - '0',
        >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
        _ => throw new InvalidDataException("The size of a chunk is not a number."),
    };
}
