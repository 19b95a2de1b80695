using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Silo.Operations;
using BookedBarber.Web.Operations;

namespace BookedBarber.Api.Operations;

/// <summary>Makes what operators look at from what processes report.</summary>
internal static class OperationsViews
{
    private const int MaxShops = 10;
    private const double Median = 0.5, Most = 0.95, Nearly = 0.99;

    private static readonly string[] Rules =
    [
        ProblemCodes.OutsideHours, ProblemCodes.TooSoon, ProblemCodes.TooFar, ProblemCodes.TooLate,
        ProblemCodes.ValidationFailed,
    ];

    /// <summary>How the system stands.</summary>
    /// <param name="now">When.</param>
    /// <param name="processes">All processes; those that are silent are in the table alone.</param>
    /// <param name="totals">What was counted during the last minutes.</param>
    public static OperationsView Of(
        DateTimeOffset now, IReadOnlyList<WatchedProcess> processes, IReadOnlyDictionary<string, long> totals)
    {
        var heard = processes.Where(process => process.IsHeard).ToList();
        var lately = new Increase();
        var gauges = new Dictionary<string, long>();
        foreach (var process in heard)
        {
            lately.Add(process.Lately);
            foreach (var (name, value) in process.Figures.Gauges)
            {
                gauges[name] = gauges.GetValueOrDefault(name) + value;
            }
        }

        var rows = new Dictionary<string, IReadOnlyList<IReadOnlyList<FigureCell>>>
        {
            [FigureIds.Requests] = Requests(lately, totals),
            [FigureIds.Conflicts] = Conflicts(lately, totals),
            [FigureIds.Shops] = Shops(heard),
            [FigureIds.Grains] = Grains(lately, gauges),
            [FigureIds.Processes] = [.. processes.Select(Process)],
        };
        return new OperationsView(now, Now(heard, lately, gauges), rows);
    }

    private static Dictionary<string, double?> Now(
        List<WatchedProcess> heard, Increase lately, Dictionary<string, long> gauges)
    {
        var turns = lately.All(FigureNames.Turns);
        var flushes = lately.Histograms.GetValueOrDefault(FigureNames.Flushes);
        var refused = Sum(lately.Rates, FigureNames.Refused);
        var taken = Rate(lately, FigureNames.Refused + ProblemCodes.SlotTaken);
        var unavailable = Rate(lately, FigureNames.Refused + ProblemCodes.Unavailable);
        var byRules = Rules.Sum(code => Rate(lately, FigureNames.Refused + code));
        var active = Sum(gauges, FigureNames.Active);
        var (shops, barbers) = (Gauge(gauges, "active/shop"), Gauge(gauges, "active/barber"));
        return new Dictionary<string, double?>
        {
            [FigureIds.Accepted] = Rate(lately, FigureNames.Accepted),
            [FigureIds.Repeated] = Rate(lately, FigureNames.Repeated),
            [FigureIds.Refused] = refused,
            [FigureIds.RefusedTaken] = taken,
            [FigureIds.RefusedByRules] = byRules,
            [FigureIds.RefusedUnavailable] = unavailable,
            [FigureIds.RefusedOther] = Math.Max(0, refused - taken - byRules - unavailable),
            [FigureIds.Memory] = Rate(lately, FigureNames.CaughtByMemory),
            [FigureIds.Fence] = Rate(lately, FigureNames.CaughtByFence),
            [FigureIds.Guard] = Rate(lately, FigureNames.CaughtByGuard),
            [FigureIds.TurnMedian] = turns.Milliseconds(Median),
            [FigureIds.Turn95] = turns.Milliseconds(Most),
            [FigureIds.Turn99] = turns.Milliseconds(Nearly),
            [FigureIds.FlushMedian] = flushes.Milliseconds(Median),
            [FigureIds.Flush95] = flushes.Milliseconds(Most),
            [FigureIds.Flush99] = flushes.Milliseconds(Nearly),
            [FigureIds.FlushSize] = lately.Histograms.GetValueOrDefault(FigureNames.FlushSizes).Average(),
            [FigureIds.Calls] = Gauge(gauges, FigureNames.Calls),
            [FigureIds.Entries] = Gauge(gauges, FigureNames.Entries),
            [FigureIds.Holds] = Gauge(gauges, FigureNames.Holds),
            [FigureIds.Active] = active,
            [FigureIds.ActiveShops] = shops,
            [FigureIds.ActiveBarbers] = barbers,
            [FigureIds.ActiveOthers] = active - shops - barbers,
            [FigureIds.Silos] = heard.Count(process => process.Figures.HostsGrains),
            [FigureIds.FrontDoors] = heard.Count(process => process.Figures.IsFrontDoor),
        };
    }

    private static List<IReadOnlyList<FigureCell>> Requests(Increase lately, IReadOnlyDictionary<string, long> totals)
    {
        List<IReadOnlyList<FigureCell>> rows =
        [
            Counted(FigureIds.Accepted, FigureNames.Accepted, lately, totals),
            Counted(FigureIds.Repeated, FigureNames.Repeated, lately, totals),
        ];
        rows.AddRange(totals
            .Where(total => total.Key.StartsWith(FigureNames.Refused, StringComparison.Ordinal) && total.Value > 0)
            .OrderByDescending(total => total.Value).ThenBy(total => total.Key, StringComparer.Ordinal)
            .Select(total => Counted(total.Key[FigureNames.Refused.Length..], total.Key, lately, totals)));
        return rows;
    }

    private static List<IReadOnlyList<FigureCell>> Conflicts(
        Increase lately, IReadOnlyDictionary<string, long> totals) =>
    [
        Counted(FigureIds.Memory, FigureNames.CaughtByMemory, lately, totals),
        Counted(FigureIds.Fence, FigureNames.CaughtByFence, lately, totals),
        Counted(FigureIds.Guard, FigureNames.CaughtByGuard, lately, totals),
    ];

    private static IReadOnlyList<FigureCell> Counted(
        string term, string name, Increase lately, IReadOnlyDictionary<string, long> totals) =>
        [term, Rate(lately, name), (double)totals.GetValueOrDefault(name)];

    private static List<IReadOnlyList<FigureCell>> Shops(List<WatchedProcess> heard) =>
        [.. heard.SelectMany(process => process.Figures.Shops)
            .GroupBy(shop => shop.Slug)
            .Select(shop => (
                Slug: shop.Key,
                Accepted: shop.Sum(one => one.Accepted),
                Refused: shop.Sum(one => one.Refused)))
            .OrderByDescending(shop => shop.Accepted + shop.Refused).ThenBy(shop => shop.Slug, StringComparer.Ordinal)
            .Take(MaxShops)
            .Select(shop => (IReadOnlyList<FigureCell>)[shop.Slug, (double)shop.Accepted, (double)shop.Refused])];

    private static List<IReadOnlyList<FigureCell>> Grains(Increase lately, Dictionary<string, long> gauges)
    {
        var kinds = gauges.Keys.Where(name => name.StartsWith(FigureNames.Active, StringComparison.Ordinal))
            .Select(name => name[FigureNames.Active.Length..])
            .Concat(lately.Histograms.Keys.Where(name => name.StartsWith(FigureNames.Turns, StringComparison.Ordinal))
                .Select(name => name[FigureNames.Turns.Length..]))
            .Distinct().Order(StringComparer.Ordinal);
        return [.. kinds.Select(kind =>
        {
            var turns = lately.Histograms.GetValueOrDefault(FigureNames.Turns + kind);
            return (IReadOnlyList<FigureCell>)
            [
                kind, Gauge(gauges, FigureNames.Active + kind), Rate(lately, FigureNames.Turns + kind),
                turns.Milliseconds(Median), turns.Milliseconds(Most),
            ];
        })];
    }

    private static IReadOnlyList<FigureCell> Process(WatchedProcess process)
    {
        var figures = process.Figures;
        var lately = process.IsHeard ? process.Lately : Increase.None;
        var gauges = process.IsHeard ? figures.Gauges : new Dictionary<string, long>();
        var role = figures is { IsFrontDoor: true, HostsGrains: true } ? FigureIds.Both
            : figures.HostsGrains ? FigureIds.Silo
            : FigureIds.FrontDoor;
        return
        [
            figures.Name, role, $"{figures.Version} {figures.GrainRuntime}", process.Report.AgeSeconds,
            OfGrains(Sum(gauges, FigureNames.Active)), OfGrains(Sum(lately.Rates, FigureNames.Turns)),
            lately.All(FigureNames.Turns).Milliseconds(Most),
            lately.Histograms.GetValueOrDefault(FigureNames.Flushes).Milliseconds(Most),
            OfGrains(Gauge(gauges, FigureNames.Calls)), OfGrains(Gauge(gauges, FigureNames.Entries)),
            figures.Dashboard?.AbsoluteUri,
        ];

        FigureCell OfGrains(double value) => figures.HostsGrains ? value : (double?)null;
    }

    private static double Rate(Increase lately, string name) => lately.Rates.GetValueOrDefault(name);

    private static double Gauge(IReadOnlyDictionary<string, long> gauges, string name) =>
        gauges.GetValueOrDefault(name);

    private static double Sum(IReadOnlyDictionary<string, double> figures, string prefix) =>
        figures.Where(one => one.Key.StartsWith(prefix, StringComparison.Ordinal)).Sum(one => one.Value);

    private static double Sum(IReadOnlyDictionary<string, long> figures, string prefix) =>
        figures.Where(one => one.Key.StartsWith(prefix, StringComparison.Ordinal)).Sum(one => one.Value);
}
