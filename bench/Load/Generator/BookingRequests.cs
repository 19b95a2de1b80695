using System.Buffers.Text;
using System.Text;
using BookedBarber.Bench.Shops;

namespace BookedBarber.Bench.Generator;

/// <summary>
/// Bookings, each of another seat with another key. All have one length, so a request is its shop's bytes with three
/// fields filled in.
/// </summary>
internal sealed class BookingRequests : IRequestSource
{
    private const string KeyBlank = "0000000000000000";
    private const string BarberBlank = "bbbbbbbb-bbbb-bbbb-bbbb-bbbbbbbbbbbb";
    private const string StartBlank = "ssssssssssssssssssssssssss";

    // No two sources of one run hand out the same key.
    private static long _sources;

    private readonly Seat[] _seats;
    private readonly bool _oneSeat;
    private readonly byte[][] _templates;
    private readonly byte[][][] _barbers;
    private readonly byte[][] _starts;
    private readonly byte[][] _buffers;
    private readonly int _keyAt;
    private readonly int _barberAt;
    private readonly int _startAt;
    private readonly long _firstKey = Interlocked.Increment(ref _sources) * 1_000_000_000;
    private long _next;

    /// <param name="shops">The shops.</param>
    /// <param name="seats">What is booked, in this order.</param>
    /// <param name="clients">How many ask at a time.</param>
    /// <param name="oneSeat">All want the first of the seats.</param>
    /// <param name="root">The first part of the path.</param>
    public BookingRequests(
        BenchShops shops, Seat[] seats, int clients, bool oneSeat = false, string root = "/v1")
    {
        _seats = seats;
        _oneSeat = oneSeat;
        _starts = [.. shops.Starts.Select(Encoding.ASCII.GetBytes)];
        _barbers = [.. shops.All.Select(
            shop => shop.Barbers.Select(barber => Encoding.ASCII.GetBytes($"{barber.Id}")).ToArray())];
        _templates = [.. shops.All.Select(shop => Template(root, shop.Id, shops.Service(shop).Id, _starts[0].Length))];
        _buffers = [.. Enumerable.Range(0, clients).Select(_ => _templates[0].ToArray())];
        _keyAt = _templates[0].AsSpan().IndexOf(Encoding.ASCII.GetBytes(KeyBlank));
        _barberAt = _templates[0].AsSpan().IndexOf(Encoding.ASCII.GetBytes(BarberBlank));
        _startAt = _templates[0].AsSpan().IndexOf("\"sss"u8) + 1;
    }

    /// <summary>Whether there was more to ask than there were seats.</summary>
    public bool RanOut => !_oneSeat && Volatile.Read(ref _next) > _seats.Length;

    public ReadOnlyMemory<byte> Next(int client)
    {
        var number = Interlocked.Increment(ref _next) - 1;
        if (!_oneSeat && number >= _seats.Length)
        {
            return default;
        }

        var seat = _seats[_oneSeat ? 0 : number];
        var request = _buffers[client];
        _templates[seat.Shop].CopyTo(request, 0);
        var key = request.AsSpan(_keyAt, KeyBlank.Length);
        Utf8Formatter.TryFormat(_firstKey + number, key, out _, new('D', (byte)KeyBlank.Length));
        _barbers[seat.Shop][seat.Barber].CopyTo(request, _barberAt);
        _starts[seat.Start].CopyTo(request, _startAt);
        return request;
    }

    private static byte[] Template(string root, Guid shop, Guid service, int startLength)
    {
        var start = StartBlank[..startLength];
        var body = $"{{\"service\":\"{service}\",\"barber\":\"{BarberBlank}\",\"start\":\"{start}\","
            + "\"client\":{\"name\":\"Some Body\",\"email\":\"some.body@example.org\"}}";
        return Encoding.ASCII.GetBytes(
            $"POST {root}/shops/{shop}/bookings HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            + $"Idempotency-Key: {KeyBlank}\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    }
}
