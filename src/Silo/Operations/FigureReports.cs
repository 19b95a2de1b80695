using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BookedBarber.Silo.Operations;

/// <summary>
/// Reads the figures of this process every few seconds; in a cluster it puts them where the others find them, and finds
/// theirs. A database that is away costs the sight of the others, and nothing else.
/// </summary>
public sealed partial class FigureReports : BackgroundService
{
    /// <summary>The time between two reports of a process.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>A process that was not heard of for so long is taken for silent.</summary>
    public static readonly TimeSpan SilentAfter = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan ForgottenAfter = TimeSpan.FromMinutes(5);

    private readonly OwnFigures _own;
    private readonly FigureTable? _table;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private ProcessFigures? _last;
    private long _lastAt;
    private IReadOnlyList<FigureReport> _others = [];
    private long _othersAt;
    private bool _fails;

    internal FigureReports(OwnFigures own, FigureTable? table, TimeProvider clock, ILogger<FigureReports> logger)
    {
        _own = own;
        _table = table;
        _clock = clock;
        _logger = logger;
    }

    /// <summary>What all processes have last reported, this one among them. For one caller at a time.</summary>
    public async Task<IReadOnlyList<FigureReport>> ReadAllAsync(CancellationToken cancellationToken)
    {
        List<FigureReport> reports = [];
        if (_last is { } own)
        {
            reports.Add(new FigureReport(own, _clock.GetElapsedTime(_lastAt).TotalSeconds));
        }

        if (_table is not null)
        {
            await TryAsync(
                async () => (_others, _othersAt) = (await _table.ReadAsync(cancellationToken), _clock.GetTimestamp()),
                cancellationToken);

            // Those who cannot be asked for grow silent; they are not gone, or they would be counted anew afterwards.
            var since = _clock.GetElapsedTime(_othersAt).TotalSeconds;
            reports.AddRange(_others
                .Where(report => report.Figures.Process != _last?.Process)
                .Select(report => report with { AgeSeconds = report.AgeSeconds + since }));
        }

        return reports;
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (_table is not null && _last is { } own)
        {
            await TryAsync(() => _table.RemoveAsync(own.Process, cancellationToken), cancellationToken);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, _clock);
        do
        {
            await TryAsync(() => ReportAsync(stoppingToken), stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task ReportAsync(CancellationToken cancellationToken)
    {
        if (await _own.ReadAsync(cancellationToken) is not { } figures)
        {
            return;
        }

        (_last, _lastAt) = (figures, _clock.GetTimestamp());
        if (_table is not null)
        {
            await _table.WriteAsync(figures, ForgottenAfter, cancellationToken);
        }
    }

    // No program stops since its figures could not be told. Said when it begins and ends, not every two seconds.
    private async Task TryAsync(Func<Task> exchange, CancellationToken cancellationToken)
    {
        try
        {
            await exchange();
            if (_fails)
            {
                _fails = false;
                LogWorks();
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            if (!_fails)
            {
                _fails = true;
                LogFails(exception.Message);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Figures for operators cannot be exchanged: {Reason}")]
    private partial void LogFails(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Figures for operators are exchanged again")]
    private partial void LogWorks();
}
