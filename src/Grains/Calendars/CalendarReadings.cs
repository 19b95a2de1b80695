using BookedBarber.Calendars.Reading;
using BookedBarber.Grains.Interfaces.Results;
using NodaTime;

namespace BookedBarber.Grains.Calendars;

/// <summary>
/// Reads calendars beside the turns of the grains, a few at a time: what people upload must not keep a process busy.
/// </summary>
internal static class CalendarReadings
{
    // The longest horizon, and a month in which the refresher may be late.
    private static readonly Duration Ahead = Duration.FromDays(400);

    // A visit may run past midnight, and a day begins earlier in the east.
    private static readonly Duration Behind = Duration.FromDays(2);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // The worst that fits into the limits takes half of it on a slow machine.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2);
    private static readonly SemaphoreSlim Places = new(2);

    /// <summary>Reads a calendar for the days around a moment; the same all day, if the text is the same.</summary>
    /// <exception cref="GrainUnavailableException">Too many others are being read.</exception>
    public static async Task<BusyReading> ReadAsync(string text, DateTimeZone zone, Instant now, TimeProvider clock)
    {
        var today = now.InUtc().Date.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant();
        if (!await Places.WaitAsync(Patience))
        {
            throw new GrainUnavailableException("Too many calendars are being read.", retryAfterSeconds: 1);
        }

        try
        {
            using var deadline = new CancellationTokenSource(Deadline, clock);
            return await Task.Run(
                () => BusyReader.Read(text, zone, today - Behind, today + Ahead, deadline.Token),
                CancellationToken.None);
        }
        finally
        {
            Places.Release();
        }
    }
}
