using BookedBarber.Grains.Interfaces.Bookings;
using BookedBarber.Grains.Interfaces.Results;
using Orleans.Concurrency;

namespace BookedBarber.Grains.Interfaces.Barbers;

/// <summary>
/// A barber's time. It takes one write at a time, so that two clients never meet in the database; reads interleave with
/// a write that waits for its commit. The key is the barber's id.
/// </summary>
[Alias("IBarberGrain")]
public interface IBarberGrain : IGrainWithStringKey
{
    /// <summary>Tells the barber about its shop; older settings than those it has are passed over.</summary>
    [Alias("Configure")]
    Task Configure(BarberSettings settings);

    /// <summary>Replaces the working hours. Bookings that were made stay.</summary>
    [SafeToRepeat]
    [Alias("SetHours")]
    Task<Result<HoursMessage>> SetHours(HoursMessage hours);

    /// <summary>Adds time off. Bookings that were made stay.</summary>
    [Alias("AddTimeOff")]
    Task<Result<TimeOffMessage>> AddTimeOff(TimeOffMessage timeOff);

    /// <summary>Takes time off back.</summary>
    [Alias("RemoveTimeOff")]
    Task<Result<Done>> RemoveTimeOff(Guid timeOffId);

    /// <summary>Hours and time off as they were set.</summary>
    [AlwaysInterleave]
    [SafeToRepeat]
    [Alias("GetSchedule")]
    Task<BarberSchedule> GetSchedule();

    /// <summary>Replaces the time that the calendars of others take. Bookings that were made stay.</summary>
    [SafeToRepeat]
    [Alias("SetBusyTimes")]
    Task SetBusyTimes(BusyTimesMessage busy);

    /// <summary>A copy of the free time as of the last commit.</summary>
    [AlwaysInterleave]
    [SafeToRepeat]
    [Alias("GetTimeline")]
    Task<TimelineSnapshot> GetTimeline();

    /// <summary>The version as of the last commit.</summary>
    [AlwaysInterleave]
    [SafeToRepeat]
    [Alias("GetVersion")]
    Task<TimelineVersion> GetVersion();

    /// <summary>Books this barber, or refuses by what is committed.</summary>
    [Alias("Take")]
    Task<TakeAnswer> Take(TakeCommand command);

    /// <summary>Takes over a booking in one commit: the old time is given up only when the new one is taken.</summary>
    [Alias("Move")]
    Task<Result<BookingMessage>> Move(MoveCommand command);

    /// <summary>A step in the life of one of this barber's bookings.</summary>
    [Alias("Change")]
    Task<Result<BookingMessage>> Change(ChangeCommand command);

    /// <summary>Ends every hold whose deadline has passed.</summary>
    [Alias("ExpireHolds")]
    Task ExpireHolds();

    /// <summary>When the hold that has this start ends; null where nothing holds it, as of a version.</summary>
    [AlwaysInterleave]
    [SafeToRepeat]
    [Alias("GetHoldExpiry")]
    Task<DateTimeOffset?> GetHoldExpiry(DateTimeOffset start);

    /// <summary>Somebody else wrote to this barber's timeline: what is in memory is to be read again.</summary>
    [AlwaysInterleave]
    [Alias("Reload")]
    Task Reload();

    /// <summary>Leaves the roster; refused with <c>barber_has_bookings</c> while there are upcoming ones.</summary>
    [Alias("Close")]
    Task<Result<Done>> Close();
}
