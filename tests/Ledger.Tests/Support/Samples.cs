using System.Collections.Immutable;
using BookedBarber.Ledger.Commits;
using BookedBarber.Scheduling;
using BookedBarber.Scheduling.Bookings;
using NodaTime;

namespace BookedBarber.Ledger.Tests.Support;

internal static class Samples
{
    public static readonly Instant Day = Instant.FromUtc(2030, 5, 6, 0, 0);
    public static readonly Guid Shop = Guid.CreateVersion7();

    /// <summary>Half an hour, the <paramref name="slot"/>th of the day, with five minutes to clean up.</summary>
    public static Booking Booking(Guid barberId, int slot, string? key = null)
    {
        var start = Day + Duration.FromMinutes(40 * slot);
        var end = start + Duration.FromMinutes(30);
        return new Booking
        {
            Id = Guid.CreateVersion7(),
            ShopId = Shop,
            BarberId = barberId,
            Status = BookingStatus.Confirmed,
            Services = [Guid.CreateVersion7()],
            Start = start,
            End = end,
            OccupiedFrom = start,
            OccupiedTo = end + Duration.FromMinutes(5),
            Price = new Money(3500, "EUR"),
            Client = new Client("Ada", null, null),
            IdempotencyKey = key ?? $"{Guid.NewGuid():N}",
            RequestHash = [.. Enumerable.Range(0, 32).Select(value => (byte)value)],
            CreatedAt = Day - Duration.FromHours(1),
        };
    }

    public static NewBooking New(Guid barberId, long version, int slot, string? key = null) =>
        New(version, Booking(barberId, slot, key));

    public static NewBooking New(long version, Booking booking) =>
        new() { BarberId = booking.BarberId, ExpectedVersion = version, Booking = booking };

    public static StatusChange Change(
        Guid barberId, long version, BookingStatus from, BookingStatus to, params Guid[] bookings) => new()
        {
            BarberId = barberId,
            ExpectedVersion = version,
            BookingIds = bookings,
            From = from,
            To = to,
            At = Day,
        };

    /// <summary>Moves a booking to the place of another, which is only a sample.</summary>
    public static Move Move(Booking booking, long version, Guid toBarberId, int toSlot)
    {
        var target = Booking(toBarberId, toSlot);
        return new Move
        {
            BarberId = toBarberId,
            ExpectedVersion = version,
            BookingId = booking.Id,
            FromBarberId = booking.BarberId,
            Status = booking.Status,
            FromStart = booking.Start,
            Revision = booking.Revision,
            Start = target.Start,
            End = target.End,
            OccupiedFrom = target.OccupiedFrom,
            OccupiedTo = target.OccupiedTo,
            Price = new Money(4000, "EUR"),
            At = Day,
        };
    }
}
