using BookedBarber.Grains.Interfaces.Calendars;
using BookedBarber.Ledger.Calendars;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace BookedBarber.Silo.Calendars;

/// <summary>
/// Reads the calendars that are due. Each process with grains has one, and they share out the rows: whoever claims one
/// has it until its lease ends.
/// </summary>
internal sealed partial class CalendarRefresher(
    IBusyCalendars calendars,
    CalendarFetcher fetcher,
    IGrainFactory grains,
    TimeProvider clock,
    ILogger<CalendarRefresher> logger) : BackgroundService
{
    private const int BatchSize = 16;
    private const int AtOnce = 4;

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    // Longer than a batch takes when every address in it is slow.
    private static readonly Duration Lease = Duration.FromMinutes(3);

    private bool _failing;

    /// <summary>Reads what is due now; how many that were.</summary>
    public async Task<int> RefreshAsync(CancellationToken cancellationToken)
    {
        var due = await calendars.ClaimAsync(
            Instant.FromDateTimeOffset(clock.GetUtcNow()), Lease, BatchSize, cancellationToken);
        await Parallel.ForEachAsync(
            due,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (one, cancellation) => await RefreshAsync(one, cancellation));
        return due.Count;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await RefreshAsync(stoppingToken) == BatchSize)
                {
                    // There may be more.
                }

                _failing = false;
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                if (!_failing)
                {
                    LogNotClaimed(logger, exception.Message);
                }

                _failing = true;
            }
        }
    }

    private async Task RefreshAsync(DueCalendar due, CancellationToken cancellationToken)
    {
        try
        {
            var fetched = due.Url is null ? null : await fetcher.FetchAsync(due, cancellationToken);
            await grains.GetGrain<IBarberCalendarsGrain>(due.BarberId.ToString()).Refresh(due.Id, fetched);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // It is due again when its lease ends.
            LogNotRefreshed(logger, due.Id, due.BarberId, exception.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Calendars are not looked after: {Reason}")]
    private static partial void LogNotClaimed(ILogger logger, string reason);

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "Calendar {CalendarId} of barber {BarberId} was not read: {Reason}")]
    private static partial void LogNotRefreshed(ILogger logger, Guid calendarId, Guid barberId, string reason);
}
