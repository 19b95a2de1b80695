using System.Text;
using BookedBarber.Bench.Shops;

namespace BookedBarber.Bench.Generator;

/// <summary>
/// Nineteen pages to one booking. Pages are of any shop and any week of the horizon, and so are the bookings: what is
/// read is what changes.
/// </summary>
internal sealed class MixedRequests : IRequestSource
{
    private const int OneBookingIn = 20;
    private const int Weeks = 8;

    private readonly BookingRequests _bookings;
    private readonly byte[][] _pages;
    private readonly Random[] _chance;
    private long _next = -1;

    public MixedRequests(BenchShops shops, BookingRequests bookings, int clients)
    {
        _bookings = bookings;
        _pages =
        [
            .. from shop in shops.All
               from week in Enumerable.Range(0, Weeks)
               let path = shops.Page(shop, shops.FirstDay.AddDays(7 * week), 7)
               select Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"),
        ];
        _chance = [.. Enumerable.Range(0, clients).Select(client => new Random(client))];
    }

    public ReadOnlyMemory<byte> Next(int client) => Interlocked.Increment(ref _next) % OneBookingIn == 0
        ? _bookings.Next(client)
        : _pages[_chance[client].Next(_pages.Length)];
}
