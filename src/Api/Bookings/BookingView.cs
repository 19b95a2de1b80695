using System.Collections.Immutable;
using BookedBarber.Grains.Interfaces.Bookings;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Scheduling.Bookings;

namespace BookedBarber.Api.Bookings;

/// <summary>A booking as it is answered.</summary>
public sealed record BookingView
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>Where it stands: <c>held</c>, <c>confirmed</c>, <c>checked-in</c>, …</summary>
    public required string Status { get; init; }

    /// <summary>The shop.</summary>
    public required Guid Shop { get; init; }

    /// <summary>The barber.</summary>
    public required Guid Barber { get; init; }

    /// <summary>The service; several are joined by commas.</summary>
    public required string Service { get; init; }

    /// <summary>The services in order.</summary>
    public required ImmutableArray<Guid> Services { get; init; }

    /// <summary>With the shop's offset.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>With the shop's offset.</summary>
    public required DateTimeOffset End { get; init; }

    /// <summary>The price that was agreed.</summary>
    public required MoneyAmount Price { get; init; }

    /// <summary>Who comes.</summary>
    public required ClientMessage Client { get; init; }

    /// <summary>What the barber should know.</summary>
    public string? Notes { get; init; }

    /// <summary>
    /// With this the client comes back to the booking; only in the answer to the request that made it.
    /// </summary>
    public string? ManageToken { get; init; }

    /// <summary>Until when the time is held; only while it is.</summary>
    public HoldView? Hold { get; init; }

    /// <summary>What is to be paid; only while it is awaited.</summary>
    public PaymentView? Payment { get; init; }

    /// <summary>From what grains answer.</summary>
    public static BookingView From(BookingMessage booking, string? manageToken = null)
    {
        var held = booking.Status == BookingStatus.Held;
        return new BookingView
        {
            Id = booking.Id,
            Status = booking.Status.Name(),
            Shop = booking.Shop,
            Barber = booking.Barber,
            Service = string.Join(',', booking.Services),
            Services = booking.Services,
            Start = booking.Start,
            End = booking.End,
            Price = booking.Price,
            Client = booking.Client,
            Notes = booking.Notes,
            ManageToken = manageToken,
            Hold = held && booking.HoldExpiresAt is { } expiresAt ? new HoldView(expiresAt) : null,
            Payment = held && booking.Deposit is { } deposit ? new PaymentView("awaited", deposit) : null,
        };
    }
}

/// <summary>A time that is held.</summary>
/// <param name="ExpiresAt">Until when.</param>
public sealed record HoldView(DateTimeOffset ExpiresAt);

/// <summary>A payment that confirms a booking.</summary>
/// <param name="Status">Always <c>awaited</c>.</param>
/// <param name="Deposit">How much.</param>
public sealed record PaymentView(string Status, MoneyAmount Deposit);

/// <summary>A page of bookings.</summary>
/// <param name="Items">By start and id.</param>
/// <param name="Next">The cursor of the next page, or null.</param>
public sealed record BookingListView(
    IReadOnlyList<BookingView> Items,
    [property: System.Text.Json.Serialization.JsonIgnore(
        Condition = System.Text.Json.Serialization.JsonIgnoreCondition.Never)] string? Next);
