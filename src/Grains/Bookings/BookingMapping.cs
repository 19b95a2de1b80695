using BookedBarber.Grains.Interfaces.Bookings;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Scheduling.Bookings;
using NodaTime;

namespace BookedBarber.Grains.Bookings;

/// <summary>From what the ledger keeps to what is said of it.</summary>
internal static class BookingMapping
{
    /// <summary>A booking as it is seen at <paramref name="now"/> in a shop's zone.</summary>
    public static BookingMessage ToMessage(this Booking booking, DateTimeZone zone, Instant now) => new()
    {
        Id = booking.Id,
        Status = booking.StatusAt(now),
        Shop = booking.ShopId,
        Barber = booking.BarberId,
        Services = booking.Services,
        Start = InZone(booking.Start, zone),
        End = InZone(booking.End, zone),
        Price = MoneyAmount.From(booking.Price),
        Deposit = booking.Deposit is { } deposit ? MoneyAmount.From(deposit) : null,
        Client = new ClientMessage
        {
            Name = booking.Client.Name,
            Email = booking.Client.Email,
            Phone = booking.Client.Phone,
        },
        Notes = booking.Notes,
        HoldExpiresAt = booking.HoldExpiresAt is { } deadline ? InZone(deadline, zone) : null,
        RequestHash = booking.RequestHash,
        Revision = booking.Revision,
    };

    /// <summary>Who comes, in the terms of the domain.</summary>
    public static Client ToClient(this ClientMessage client) => new(client.Name, client.Email, client.Phone);

    /// <summary>The status as of a moment: a hold whose deadline has passed has expired, whoever has noticed.</summary>
    public static BookingStatus StatusAt(this Booking booking, Instant now) =>
        booking.Status == BookingStatus.Held && booking.HoldExpiresAt <= now ? BookingStatus.Expired : booking.Status;

    /// <summary>An instant with the offset that a zone has then.</summary>
    public static DateTimeOffset InZone(Instant instant, DateTimeZone zone) => instant.InZone(zone).ToDateTimeOffset();
}
