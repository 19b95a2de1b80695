using BookedBarber.Web.Texts;

namespace BookedBarber.Web.Operations;

/// <summary>A line of a chart.</summary>
/// <param name="Id">The figure that it shows, one of <see cref="FigureIds"/>.</param>
/// <param name="Title">What people read.</param>
public sealed record ChartLine(string Id, string Title);

/// <summary>A chart of the last minutes.</summary>
/// <param name="Title">What it is about.</param>
/// <param name="Kind">What its figures are.</param>
/// <param name="Lines">Its lines, four at the most.</param>
public sealed record FigureChart(string Title, FigureKind Kind, IReadOnlyList<ChartLine> Lines);

/// <summary>A column of a table.</summary>
/// <param name="Title">Its head.</param>
/// <param name="Kind">What its figures are.</param>
/// <param name="Terms">The words for terms that have one.</param>
public sealed record FigureColumn(
    string Title, FigureKind Kind, IReadOnlyDictionary<string, string>? Terms = null);

/// <summary>A table of figures as they are now.</summary>
/// <param name="Id">Its rows, one of <see cref="FigureIds"/>.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Hint">What one should know to read it.</param>
/// <param name="Columns">Its columns; the first says what a row is about.</param>
public sealed record FigureTable(string Id, string Title, string Hint, IReadOnlyList<FigureColumn> Columns);

/// <summary>What the page of operators shows, in the reader's language.</summary>
public static class OperationsLayout
{
    /// <summary>The figures at the top.</summary>
    public static IReadOnlyList<(string Id, string Title, FigureKind Kind)> Tiles =>
    [
        (FigureIds.Accepted, Words.OpsBookingsPerSecond, FigureKind.Rate),
        (FigureIds.Refused, Words.OpsRefusedPerSecond, FigureKind.Rate),
        (FigureIds.Silos, Words.OpsSilos, FigureKind.Count),
        (FigureIds.FrontDoors, Words.OpsFrontDoors, FigureKind.Count),
        (FigureIds.Active, Words.OpsActiveGrains, FigureKind.Count),
        (FigureIds.Holds, Words.OpsOpenHolds, FigureKind.Count),
    ];

    /// <summary>The charts.</summary>
    public static IReadOnlyList<FigureChart> Charts =>
    [
        new(Words.OpsRequestsChart, FigureKind.Rate,
        [
            new(FigureIds.Accepted, Words.OpsAccepted),
            new(FigureIds.Refused, Words.OpsRefused),
            new(FigureIds.Repeated, Words.OpsRepeated),
        ]),
        new(Words.OpsRefusalsChart, FigureKind.Rate,
        [
            new(FigureIds.RefusedTaken, Words.OpsRefusedTaken),
            new(FigureIds.RefusedByRules, Words.OpsRefusedByRules),
            new(FigureIds.RefusedUnavailable, Words.OpsRefusedUnavailable),
            new(FigureIds.RefusedOther, Words.OpsRefusedOther),
        ]),
        new(Words.OpsConflictsChart, FigureKind.Rate,
        [
            new(FigureIds.Memory, Words.OpsMemory),
            new(FigureIds.Fence, Words.OpsFence),
            new(FigureIds.Guard, Words.OpsGuard),
        ]),
        new(Words.OpsTurnsChart, FigureKind.Milliseconds,
        [
            new(FigureIds.TurnMedian, Words.OpsMedian),
            new(FigureIds.Turn95, Words.OpsPercentile95),
            new(FigureIds.Turn99, Words.OpsPercentile99),
        ]),
        new(Words.OpsFlushesChart, FigureKind.Milliseconds,
        [
            new(FigureIds.FlushMedian, Words.OpsMedian),
            new(FigureIds.Flush95, Words.OpsPercentile95),
            new(FigureIds.Flush99, Words.OpsPercentile99),
        ]),
        new(Words.OpsQueuesChart, FigureKind.Count,
        [
            new(FigureIds.Calls, Words.OpsCalls),
            new(FigureIds.Entries, Words.OpsEntries),
        ]),
        new(Words.OpsActiveGrains, FigureKind.Count,
        [
            new(FigureIds.ActiveShops, Words.OpsActiveShops),
            new(FigureIds.ActiveBarbers, Words.OpsActiveBarbers),
            new(FigureIds.ActiveOthers, Words.OpsActiveOthers),
        ]),
        new(Words.OpsFlushSizeChart, FigureKind.Rate, [new(FigureIds.FlushSize, Words.OpsFlushSize)]),
    ];

    /// <summary>The tables.</summary>
    public static IReadOnlyList<FigureTable> Tables =>
    [
        new(FigureIds.Requests, Words.OpsRequestsTable, Words.OpsRequestsHint,
        [
            new(Words.OpsOutcome, FigureKind.Term, new Dictionary<string, string>
            {
                [FigureIds.Accepted] = Words.OpsAccepted,
                [FigureIds.Repeated] = Words.OpsRepeated,
            }),
            new(Words.OpsPerSecond, FigureKind.Rate),
            new(Words.OpsLastMinutes, FigureKind.Count),
        ]),
        new(FigureIds.Conflicts, Words.OpsConflictsTable, Words.OpsConflictsHint,
        [
            new(Words.OpsLayer, FigureKind.Term, new Dictionary<string, string>
            {
                [FigureIds.Memory] = Words.OpsMemory,
                [FigureIds.Fence] = Words.OpsFence,
                [FigureIds.Guard] = Words.OpsGuard,
            }),
            new(Words.OpsPerSecond, FigureKind.Rate),
            new(Words.OpsLastMinutes, FigureKind.Count),
        ]),
        new(FigureIds.Shops, Words.OpsShopsTable, Words.OpsShopsHint,
        [
            new(Words.OpsShop, FigureKind.Shop),
            new(Words.OpsAccepted, FigureKind.Count),
            new(Words.OpsRefused, FigureKind.Count),
        ]),
        new(FigureIds.Grains, Words.OpsGrainsTable, Words.OpsGrainsHint,
        [
            new(Words.OpsGrain, FigureKind.Term),
            new(Words.OpsActive, FigureKind.Count),
            new(Words.OpsTurnsPerSecond, FigureKind.Rate),
            new(Words.OpsMedian, FigureKind.Milliseconds),
            new(Words.OpsPercentile95, FigureKind.Milliseconds),
        ]),
        new(FigureIds.Processes, Words.OpsProcessesTable, Words.OpsProcessesHint,
        [
            new(Words.OpsProcess, FigureKind.Text),
            new(Words.OpsRole, FigureKind.Term, new Dictionary<string, string>
            {
                [FigureIds.Silo] = Words.OpsSilo,
                [FigureIds.FrontDoor] = Words.OpsFrontDoor,
                [FigureIds.Both] = Words.OpsBoth,
            }),
            new(Words.OpsVersion, FigureKind.Text),
            new(Words.OpsHeard, FigureKind.Age),
            new(Words.OpsActive, FigureKind.Count),
            new(Words.OpsTurnsPerSecond, FigureKind.Rate),
            new(Words.OpsTurn95, FigureKind.Milliseconds),
            new(Words.OpsFlush95, FigureKind.Milliseconds),
            new(Words.OpsCalls, FigureKind.Count),
            new(Words.OpsEntries, FigureKind.Count),
            new(Words.OpsDashboard, FigureKind.Link),
        ]),
    ];
}
