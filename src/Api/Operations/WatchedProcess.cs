using BookedBarber.Silo.Operations;

namespace BookedBarber.Api.Operations;

/// <summary>A process whose reports are followed.</summary>
internal sealed class WatchedProcess
{
    private double _lastSeconds = -1;

    /// <summary>Its last report.</summary>
    public FigureReport Report { get; private set; } = null!;

    /// <summary>What it last reported.</summary>
    public ProcessFigures Figures => Report.Figures;

    /// <summary>Whether it was heard of lately.</summary>
    public bool IsHeard => Report.AgeSeconds <= FigureReports.SilentAfter.TotalSeconds;

    /// <summary>What rose between its last two reports.</summary>
    public Increase Lately { get; private set; } = Increase.None;

    /// <summary>Takes a report; what is new in it, which is nothing when it was known.</summary>
    /// <param name="report">The report.</param>
    /// <param name="window">
    /// Whether all that the process ever counted counts when it is first heard of: it started within this time.
    /// </param>
    public Increase Take(FigureReport report, TimeSpan window)
    {
        var before = Report?.Figures;
        Report = report;
        var figures = report.Figures;
        if (figures.Seconds <= _lastSeconds)
        {
            return Increase.None;
        }

        _lastSeconds = figures.Seconds;
        if (before is null)
        {
            return figures.Seconds <= window.TotalSeconds ? Increase.Between(null, figures) : Increase.None;
        }

        return Lately = Increase.Between(before, figures);
    }
}
