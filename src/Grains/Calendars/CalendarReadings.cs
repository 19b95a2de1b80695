using System.Collections.Concurrent;
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

    // One of a shop at a time, so that none has all places; as many of these as there are shops with calendars.
    private static readonly ConcurrentDictionary<Guid, SemaphoreSlim> OfShops = new();

    /// <summary>Reads a calendar for the days around a moment; the same all day, if the text is the same.</summary>
    /// <exception cref="GrainUnavailableException">Too many others, or others of the shop, are being read.</exception>
    public static async Task<BusyReading> ReadAsync(
        Guid shop, string text, DateTimeZone zone, Instant now, TimeProvider clock)
    {
        var today = now.InUtc().Date.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant();
        using var ofShop = await TakeAsync(OfShops.GetOrAdd(shop, static _ => new SemaphoreSlim(1)));
        using var place = await TakeAsync(Places);
        using var deadline = new CancellationTokenSource(Deadline, clock);
        return await Task.Run(
            () => BusyReader.Read(text, zone, today - Behind, today + Ahead, deadline.Token), CancellationToken.None);
    }

    private static async Task<Place> TakeAsync(SemaphoreSlim places) => await places.WaitAsync(Patience)
        ? new Place(places)
        : throw new GrainUnavailableException("Too many calendars are being read.", retryAfterSeconds: 1);

    private sealed class Place(SemaphoreSlim places) : IDisposable
    {
        public void Dispose() => places.Release();
    }
}
