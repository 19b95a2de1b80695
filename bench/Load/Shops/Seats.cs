namespace BookedBarber.Bench.Shops;

/// <summary>A place in time that can be booked once: indexes of a shop, a barber of it, and a start.</summary>
internal readonly record struct Seat(int Shop, int Barber, int Start);

/// <summary>The seats of all shops in the order in which they are booked.</summary>
internal static class Seats
{
    /// <summary>
    /// Spread as far as possible: one shop after the other, then the next barber of each, then the next start.
    /// </summary>
    public static Seat[] Spread(BenchShops shops)
    {
        var (shopCount, barberCount) = (shops.All.Count, shops.All[0].Barbers.Length);
        var seats = new Seat[shopCount * barberCount * shops.Starts.Count];
        for (var i = 0; i < seats.Length; i++)
        {
            var round = i / shopCount;
            seats[i] = new Seat(i % shopCount, round % barberCount, round / barberCount);
        }

        return seats;
    }

    /// <summary>In an order of chance, the same each time.</summary>
    public static Seat[] Shuffled(BenchShops shops)
    {
        var seats = Spread(shops);
        new Random(1).Shuffle(seats);
        return seats;
    }

    /// <summary>One shop's first week, but for one seat in so many.</summary>
    public static Seat[] BusyWeek(BenchShops shops, int shop, int oneFreeIn)
    {
        var end = shops.FirstDay.AddDays(7).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        return
        [
            .. Spread(shops)
                .Where(seat => seat.Shop == shop && string.CompareOrdinal(shops.Starts[seat.Start], end) < 0)
                .Where((_, index) => index % oneFreeIn != oneFreeIn / 2),
        ];
    }
}
