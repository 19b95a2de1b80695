using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Scheduling.Bookings;
using Orleans.Concurrency;

namespace BookedBarber.Grains.Interfaces.Bookings;

/// <summary>
/// A booking by its id: finds out whose it is and passes on what is asked. It keeps nothing in memory, and it exists
/// only for bookings that somebody comes back to. The key is the booking's id.
/// </summary>
[Alias("IBookingGrain")]
public interface IBookingGrain : IGrainWithStringKey
{
    /// <summary>The booking as committed, or <c>not_found</c>.</summary>
    [AlwaysInterleave]
    [SafeToRepeat]
    [Alias("Get")]
    Task<Result<BookingMessage>> Get();

    /// <summary>
    /// A step in its life that a person asks for; not <c>Expire</c>, and not <c>Reschedule</c>. If it is not taken yet
    /// and the booking has another revision than the caller has seen: <c>booking_changed</c>, and nothing happens.
    /// </summary>
    [AlwaysInterleave]
    [SafeToRepeat]
    [Alias("Change")]
    Task<Result<BookingMessage>> Change(BookingAction action, bool asStaff, int revision);
}
