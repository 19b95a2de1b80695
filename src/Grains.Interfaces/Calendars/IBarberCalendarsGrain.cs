using BookedBarber.Grains.Interfaces.Results;
using Orleans.Concurrency;

namespace BookedBarber.Grains.Interfaces.Calendars;

/// <summary>
/// The calendars of others in which a barber is busy, and the address of the feed with the barber's bookings. The key
/// is the barber's id. It exists only for barbers whose calendars somebody asks for.
/// </summary>
[Alias("IBarberCalendarsGrain")]
public interface IBarberCalendarsGrain : IGrainWithStringKey
{
    /// <summary>
    /// Takes a calendar in the place of the one with the same name. One with a text holds when this returns; one with
    /// an address, when it was fetched.
    /// </summary>
    [SafeToRepeat]
    [Alias("Put")]
    Task<Result<BusyCalendarMessage>> Put(BusyCalendarDefinition definition);

    /// <summary>The calendars as committed.</summary>
    [SafeToRepeat]
    [Alias("List")]
    Task<BusyCalendarList> List();

    /// <summary>Removes a calendar; the barber is free again where nothing else takes the time.</summary>
    [Alias("Remove")]
    Task<Result<Done>> Remove(Guid calendarId);

    /// <summary>
    /// Reads a calendar again, for the days that have come near, and brings the barber up to date.
    /// </summary>
    /// <param name="calendarId">The calendar; one that is not there is passed over.</param>
    /// <param name="fetched">What is at its address now; null for one that was uploaded or removed.</param>
    [SafeToRepeat]
    [Alias("Refresh")]
    Task Refresh(Guid calendarId, FetchedCalendar? fetched);

    /// <summary>How often the address of the feed was changed; it is part of the address.</summary>
    [AlwaysInterleave]
    [SafeToRepeat]
    [Alias("GetFeedRevision")]
    Task<long> GetFeedRevision();

    /// <summary>Changes the address of the feed, so that the old one ends; the new revision.</summary>
    [Alias("ChangeFeed")]
    Task<long> ChangeFeed();
}
