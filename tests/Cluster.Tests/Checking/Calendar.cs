namespace BookedBarber.Cluster.Tests.Checking;

/// <summary>All stays by the barber's time that they take, in cells of five minutes.</summary>
internal sealed class Calendar
{
    private static readonly long Cell = TimeSpan.FromMinutes(5).Ticks;

    private readonly Dictionary<(Guid Barber, long Cell), List<Tenure>> _cells = [];
    private readonly Dictionary<Guid, TimeSpan> _visits = [];

    public IEnumerable<IReadOnlyList<Tenure>> Cells => _cells.Values;

    public void Add(ShopFacts shop, IEnumerable<Tenure> tenures)
    {
        foreach (var tenure in tenures)
        {
            _visits[tenure.Barber] = shop.Visit;
            foreach (var cell in CellsOf(tenure.Start, shop.Visit))
            {
                if (!_cells.TryGetValue((tenure.Barber, cell), out var list))
                {
                    _cells[(tenure.Barber, cell)] = list = [];
                }

                list.Add(tenure);
            }
        }
    }

    /// <summary>The stays that take a part of the time that a visit would take.</summary>
    public IEnumerable<Tenure> InTheWay(Guid barber, DateTimeOffset start) =>
        _visits.TryGetValue(barber, out var visit)
            ? CellsOf(start, visit).SelectMany(cell => _cells.GetValueOrDefault((barber, cell)) ?? [])
            : [];

    private static IEnumerable<long> CellsOf(DateTimeOffset start, TimeSpan visit)
    {
        for (var ticks = start.UtcTicks; ticks < start.UtcTicks + visit.Ticks; ticks += Cell)
        {
            yield return ticks / Cell;
        }
    }
}
