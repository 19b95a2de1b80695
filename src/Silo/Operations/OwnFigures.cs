using BookedBarber.Grains.Shops;
using BookedBarber.Silo.Telemetry;

namespace BookedBarber.Silo.Operations;

/// <summary>Reads the figures of this process.</summary>
/// <param name="identity">Which process this is.</param>
/// <param name="scraper">Collects its metrics.</param>
/// <param name="busiest">Counts its shops; null where no grains are hosted.</param>
/// <param name="clock">The time.</param>
internal sealed class OwnFigures(
    ProcessIdentity identity, MetricsScraper scraper, BusiestShops? busiest, TimeProvider clock)
{
    private const int ShopsToReport = 20;

    private readonly long _started = clock.GetTimestamp();

    /// <summary>The figures; null when they were not there in time.</summary>
    public async Task<ProcessFigures?> ReadAsync(CancellationToken cancellationToken)
    {
        var form = new FigureForm();
        if (!await scraper.FillAsync(form, cancellationToken))
        {
            return null;
        }

        return new ProcessFigures
        {
            Process = identity.Id,
            Name = identity.Name,
            IsFrontDoor = identity.IsFrontDoor,
            HostsGrains = busiest is not null,
            Version = RunningProgram.Version,
            GrainRuntime = RunningProgram.GrainRuntime,
            Dashboard = identity.Dashboard,
            Seconds = clock.GetElapsedTime(_started).TotalSeconds,
            Counters = form.Counters,
            Gauges = form.Gauges,
            Histograms = form.Histograms,
            Shops = busiest?.Take(ShopsToReport) ?? [],
        };
    }
}
