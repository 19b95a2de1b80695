using BookedBarber.Grains.Interfaces.Barbers;
using BookedBarber.Grains.Interfaces.Bookings;
using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Ledger;
using BookedBarber.Scheduling.Bookings;
using NodaTime;

namespace BookedBarber.Grains.Bookings;

/// <inheritdoc cref="IBookingGrain"/>
[GrainType("booking")]
public sealed class BookingGrain(ILedger ledger, TimeProvider clock) : Grain, IBookingGrain
{
    /// <inheritdoc/>
    public async Task<Result<BookingMessage>> Get()
    {
        var booking = await Find();
        var profile = booking is null ? null : await Shop(booking).GetProfile();
        if (booking is null || profile is null)
        {
            DeactivateOnIdle();
            return Problem.NotFound("booking");
        }

        var now = Instant.FromDateTimeOffset(clock.GetUtcNow());
        return booking.ToMessage(DateTimeZoneProviders.Tzdb[profile.TimeZone], now);
    }

    /// <inheritdoc/>
    public async Task<Result<BookingMessage>> Change(BookingAction action, bool asStaff, int revision)
    {
        if (await Find() is not { } booking)
        {
            DeactivateOnIdle();
            return Problem.NotFound("booking");
        }

        var command = new ChangeCommand
        {
            BookingId = booking.Id,
            Action = action,
            AsStaff = asStaff,
            Revision = revision,
        };
        var result = await GrainFactory.GetGrain<IBarberGrain>(booking.BarberId.ToString()).Change(command);

        // A reschedule may have given the booking to another barber between the look and the step.
        return result.Problem?.Code == ProblemCodes.NotFound ? BookingSteps.ChangedMeanwhile() : result;
    }

    private Task<Booking?> Find() => ledger.FindAsync(Guid.Parse(this.GetPrimaryKeyString()), CancellationToken.None);

    private IShopGrain Shop(Booking booking) => GrainFactory.GetGrain<IShopGrain>(booking.ShopId.ToString());
}
