using BookedBarber.Grains.Interfaces.Barbers;
using BookedBarber.Grains.Interfaces.Bookings;
using BookedBarber.Grains.Interfaces.Results;
using Orleans.Concurrency;

namespace BookedBarber.Grains.Interfaces.Shops;

/// <summary>
/// A barbershop: its profile, services, policy and roster, and its open starts ready to be sent. The key is the
/// shop's id. What each method promises stands in <c>docs/consistency.md</c>.
/// </summary>
[Alias("IShopGrain")]
public interface IShopGrain : IGrainWithStringKey
{
    /// <summary>Creates the shop; an existing one is left as it is and returned.</summary>
    [Alias("Create")]
    Task<Result<ShopProfile>> Create(ShopDefinition definition);

    /// <summary>The profile, or null when there is no such shop.</summary>
    [AlwaysInterleave]
    [SafeToRepeat]
    [Alias("GetProfile")]
    Task<ShopProfile?> GetProfile();

    /// <summary>Replaces name, zone, currency and policy. The slug stays.</summary>
    [SafeToRepeat]
    [Alias("Update")]
    Task<Result<ShopProfile>> Update(ShopDefinition definition);

    /// <summary>Adds a service.</summary>
    [Alias("AddService")]
    Task<Result<ServiceProfile>> AddService(ServiceDefinition definition);

    /// <summary>Replaces a service; bookings that were made keep what was agreed.</summary>
    [SafeToRepeat]
    [Alias("UpdateService")]
    Task<Result<ServiceProfile>> UpdateService(Guid serviceId, ServiceDefinition definition);

    /// <summary>Takes a service off the list; bookings that were made stay.</summary>
    [Alias("RemoveService")]
    Task<Result<Done>> RemoveService(Guid serviceId);

    /// <summary>Adds a barber, who works no hours until they are set.</summary>
    [Alias("AddBarber")]
    Task<Result<BarberProfile>> AddBarber(BarberDefinition definition);

    /// <summary>Replaces what is said of a barber; bookings that were made stay.</summary>
    [SafeToRepeat]
    [Alias("UpdateBarber")]
    Task<Result<BarberProfile>> UpdateBarber(Guid barberId, BarberDefinition definition);

    /// <summary>Takes a barber off the roster; refused while they have upcoming bookings.</summary>
    [Alias("RemoveBarber")]
    Task<Result<Done>> RemoveBarber(Guid barberId);

    /// <summary>The page of open starts, as of a version of each barber that is at most seconds old.</summary>
    [AlwaysInterleave]
    [SafeToRepeat]
    [Alias("GetAvailability")]
    Task<Result<AvailabilityPage>> GetAvailability(AvailabilityQuery query);

    /// <summary>The same starts, a part for each day.</summary>
    [AlwaysInterleave]
    [SafeToRepeat]
    [Alias("GetDays")]
    Task<Result<AvailableDays>> GetDays(AvailabilityQuery query);

    /// <summary>
    /// Waits until the shop's change counter is past <paramref name="seen"/>, at most a few seconds; returns the
    /// counter.
    /// </summary>
    [AlwaysInterleave]
    [SafeToRepeat]
    [Alias("AwaitChange")]
    Task<long> AwaitChange(long seen);

    /// <summary>
    /// The same for any change of its barbers' timelines or of the shop itself, also one that leaves the open starts as
    /// they are: a client who has come, a deposit that was paid.
    /// </summary>
    [AlwaysInterleave]
    [SafeToRepeat]
    [Alias("AwaitTimelineChange")]
    Task<long> AwaitTimelineChange(long seen);

    /// <summary>
    /// Books. With "any" barber it is refused only when every barber who does the services has refused that start.
    /// </summary>
    [AlwaysInterleave]
    [SafeToRepeat]
    [Alias("Book")]
    Task<Result<BookingAnswer>> Book(BookingRequest request);

    /// <summary>
    /// Gives a booking of this shop another start and perhaps another barber, in one step. If it is not there yet and
    /// has another revision than the caller has seen: <c>booking_changed</c>, and nothing happens.
    /// </summary>
    [AlwaysInterleave]
    [SafeToRepeat]
    [Alias("Reschedule")]
    Task<Result<BookingMessage>> Reschedule(RescheduleRequest request);

    /// <summary>The shop's bookings that start in a range of dates, a page at a time.</summary>
    [AlwaysInterleave]
    [SafeToRepeat]
    [Alias("ListBookings")]
    Task<Result<BookingList>> ListBookings(BookingListQuery query);

    /// <summary>A barber tells what changed in its timeline.</summary>
    [AlwaysInterleave]
    [Alias("TimelineChanged")]
    Task TimelineChanged(TimelineNotice notice);
}
