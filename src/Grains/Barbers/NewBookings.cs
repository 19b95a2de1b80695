using BookedBarber.Grains.Bookings;
using BookedBarber.Grains.Interfaces.Barbers;
using BookedBarber.Grains.Shops;
using BookedBarber.Ledger.Commits;
using BookedBarber.Scheduling.Bookings;
using BookedBarber.Scheduling.Rules;
using BookedBarber.Scheduling.Time;
using NodaTime;

namespace BookedBarber.Grains.Barbers;

/// <summary>Makes the rows that a barber commits.</summary>
internal static class NewBookings
{
    /// <summary>A booking that was found possible: held while a deposit is awaited, else confirmed.</summary>
    public static Booking Create(Guid barberId, BarberCalendar calendar, TakeCommand command, Instant now)
    {
        var request = command.Request;
        var start = Instant.FromDateTimeOffset(request.Start);
        var shape = command.Plan.Shape();
        var occupied = shape.Occupied(Tick.Containing(start));
        var deposit = request.AsStaff ? null : command.Plan.Deposit?.ToMoney();
        return new Booking
        {
            Id = command.BookingId,
            ShopId = calendar.ShopId,
            BarberId = barberId,
            Status = deposit is null ? BookingStatus.Confirmed : BookingStatus.Held,
            Services = request.Services,
            Start = start,
            End = Tick.ToInstant(shape.EndTick(Tick.Containing(start))),
            OccupiedFrom = Tick.ToInstant(occupied.From),
            OccupiedTo = Tick.ToInstant(occupied.To),
            Price = command.Plan.Price.ToMoney(),
            Deposit = deposit,
            Client = request.Client.ToClient(),
            Notes = request.Notes,
            HoldExpiresAt = deposit is null ? null : HoldDeadlineRule.Deadline(calendar.Policy, now),
            IdempotencyKey = request.IdempotencyKey,
            RequestHash = RequestFingerprint.Of(request),
            CreatedAt = now,
        };
    }

    /// <summary>The same booking with another time and perhaps another barber.</summary>
    public static Booking Moved(Booking booking, Guid barberId, MoveCommand command, Instant start)
    {
        var shape = command.Plan.Shape();
        var occupied = shape.Occupied(Tick.Containing(start));
        return booking with
        {
            BarberId = barberId,
            Start = start,
            End = Tick.ToInstant(shape.EndTick(Tick.Containing(start))),
            OccupiedFrom = Tick.ToInstant(occupied.From),
            OccupiedTo = Tick.ToInstant(occupied.To),
            Price = command.Plan.Price.ToMoney(),
            Revision = booking.Revision + 1,
        };
    }

    /// <summary>The entry that makes one of the other.</summary>
    public static Move MoveEntry(Booking from, Booking to, long expectedVersion, Instant now) => new()
    {
        BarberId = to.BarberId,
        ExpectedVersion = expectedVersion,
        BookingId = to.Id,
        FromBarberId = from.BarberId,
        Status = from.Status,
        FromStart = from.Start,
        Revision = from.Revision,
        Start = to.Start,
        End = to.End,
        OccupiedFrom = to.OccupiedFrom,
        OccupiedTo = to.OccupiedTo,
        Price = to.Price,
        At = now,
    };
}
