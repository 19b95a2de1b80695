using BookedBarber.Silo.Operations;
using BookedBarber.Web.Operations;

namespace BookedBarber.Api.Operations;

/// <summary>
/// Follows the figures of all processes over the last minutes. Not for several threads at a time.
/// </summary>
internal sealed class OperationsHistory
{
    /// <summary>How far back it goes.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    /// <summary>How many points that is.</summary>
    public static readonly int MaxPoints = (int)(Window / FigureReports.Interval);

    private readonly Dictionary<Guid, WatchedProcess> _processes = [];
    private readonly Queue<Dictionary<string, long>> _counted = new();
    private readonly Dictionary<string, long> _totals = [];
    private readonly Queue<OperationsView> _points = new();

    /// <summary>The points of the last minutes, without their rows, the oldest first.</summary>
    public IReadOnlyCollection<OperationsView> Points => _points;

    /// <summary>Takes what all processes report now; how the system stands by that.</summary>
    public OperationsView Add(DateTimeOffset now, IReadOnlyList<FigureReport> reports)
    {
        foreach (var gone in _processes.Keys.Except(reports.Select(report => report.Figures.Process)).ToList())
        {
            _processes.Remove(gone);
        }

        var counted = new Increase();
        foreach (var report in reports)
        {
            if (!_processes.TryGetValue(report.Figures.Process, out var process))
            {
                _processes[report.Figures.Process] = process = new WatchedProcess();
            }

            counted.Add(process.Take(report, Window));
        }

        Count(counted.Counters);
        var view = OperationsViews.Of(now, [.. _processes.Values.OrderBy(one => one.Figures.Name)], _totals);
        _points.Enqueue(view with { Rows = EmptyRows });
        while (_points.Count > MaxPoints)
        {
            _points.Dequeue();
        }

        return view;
    }

    private static IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyList<FigureCell>>> EmptyRows { get; } =
        new Dictionary<string, IReadOnlyList<IReadOnlyList<FigureCell>>>();

    private void Count(Dictionary<string, long> counted)
    {
        _counted.Enqueue(counted);
        foreach (var (name, value) in counted)
        {
            _totals[name] = _totals.GetValueOrDefault(name) + value;
        }

        while (_counted.Count > MaxPoints)
        {
            foreach (var (name, value) in _counted.Dequeue())
            {
                _totals[name] -= value;
            }
        }
    }
}
