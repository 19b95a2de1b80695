namespace BookedBarber.Size.Seeding;

/// <summary>All shops, and what each is for.</summary>
internal sealed class Town
{
    private const int ShopsMeasured = 20;

    private Town(Shop[] all, int busyShops)
    {
        All = all;
        WarmUp = [.. all.Take(ShopsMeasured)];
        Early = [.. all.Skip(ShopsMeasured).Take(ShopsMeasured)];
        Quiet = [.. all.Skip(2 * ShopsMeasured).Take(ShopsMeasured)];
        WithAYear = [.. all.Skip(3 * ShopsMeasured).Take(busyShops)];
        Busy = [.. WithAYear.Take(ShopsMeasured)];
    }

    public IReadOnlyList<Shop> All { get; }

    /// <summary>Used before anything is measured, so that what is compiled and connected is there.</summary>
    public IReadOnlyList<Shop> WarmUp { get; }

    /// <summary>Measured while there are no appointments.</summary>
    public IReadOnlyList<Shop> Early { get; }

    /// <summary>Measured when there are, but not with them.</summary>
    public IReadOnlyList<Shop> Quiet { get; }

    /// <summary>Those whose barbers have a year of appointments.</summary>
    public IReadOnlyList<Shop> WithAYear { get; }

    /// <summary>Of those, the ones that are measured.</summary>
    public IReadOnlyList<Shop> Busy { get; }

    /// <exception cref="ArgumentException">There are too few barbers for so many appointments.</exception>
    public static Town Plan(SizeOptions options)
    {
        var shops = options.Barbers / Shop.BarberCount;
        var busy = Math.Max(1, options.Rows / (Shop.BarberCount * YearOfBookings.RowsOfBarber));
        var needed = (3 * ShopsMeasured) + busy;
        return shops >= needed
            ? new Town([.. Enumerable.Range(1, shops).Select(Shop.New)], busy)
            : throw new ArgumentException(
                $"{options.Rows:N0} appointments need at least {needed * Shop.BarberCount:N0} barbers: a year of one "
                + $"barber has {YearOfBookings.RowsOfBarber:N0}.");
    }
}
