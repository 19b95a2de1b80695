using BookedBarber.Silo.Operations;
using BookedBarber.Web.Operations;

namespace BookedBarber.Api.Operations;

/// <summary>Looks at the figures of all processes every few seconds, whether or not somebody watches.</summary>
internal sealed partial class OperationsWatch(
    FigureReports reports, TimeProvider clock, ILogger<OperationsWatch> logger) : BackgroundService
{
    private readonly Lock _lock = new();
    private readonly OperationsHistory _history = new();
    private Look _look = new(OperationsViews.Of(clock.GetUtcNow(), [], new Dictionary<string, long>()));

    /// <summary>The last look.</summary>
    public Look Latest => Volatile.Read(ref _look);

    /// <summary>The figures of the last minutes as an event, and the look after which the next events follow.</summary>
    public (byte[] Event, Look Look) Begin()
    {
        lock (_lock)
        {
            return (OperationsEvents.History(_history.Points), Latest);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(FigureReports.Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                Add(await reports.ReadAllAsync(stoppingToken));
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // Nobody is refused a booking since the figures do not add up.
                LogFailed(exception);
            }
        }
    }

    private void Add(IReadOnlyList<FigureReport> all)
    {
        Look before;
        lock (_lock)
        {
            before = _look;
            Volatile.Write(ref _look, new Look(_history.Add(clock.GetUtcNow(), all)));
        }

        before.End(_look);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The figures could not be looked at")]
    private partial void LogFailed(Exception exception);

    /// <summary>What was seen at one time.</summary>
    /// <param name="view">That.</param>
    internal sealed class Look(OperationsView view)
    {
        private readonly TaskCompletionSource<Look> _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Lazy<byte[]> _event = new(() => OperationsEvents.Figures(view));

        /// <summary>How it stood.</summary>
        public OperationsView View => view;

        /// <summary>The same as an event, written once for all who watch.</summary>
        public byte[] Event => _event.Value;

        /// <summary>The next look, when there is one.</summary>
        public Task<Look> Next => _next.Task;

        /// <summary>The next one is there.</summary>
        public void End(Look next) => _next.SetResult(next);
    }
}
