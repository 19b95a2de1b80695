using BookedBarber.Grains.Interfaces.Bookings;

namespace BookedBarber.Api.Access;

/// <summary>
/// What the guard of an endpoint has found out; whoever gets as far as a handler may do what it does.
/// </summary>
public sealed record Admission
{
    /// <summary>Who speaks; null with a booking's token.</summary>
    public Caller? Caller { get; init; }

    /// <summary>The shop in question; null where there is none.</summary>
    public Guid? Shop { get; init; }

    /// <summary>The booking in the address; null where there is none.</summary>
    public BookingMessage? Booking { get; init; }

    /// <summary>The only barber whose calendar is shown to and changed by this caller; null for all.</summary>
    public Guid? OnlyBarber { get; init; }

    /// <summary>Whether the shop's staff speaks, and not its client.</summary>
    public bool AsStaff => Caller is not null;
}

/// <summary>Where handlers find what the guard has found out.</summary>
public static class Admissions
{
    /// <summary>The admission of a request to an endpoint that is not open.</summary>
    public static Admission Admission(this HttpContext context) =>
        context.Features.Get<Admission>() ?? throw new InvalidOperationException("The endpoint is open to everyone.");

    /// <summary>Who is signed in, at an endpoint for people.</summary>
    public static Accounts.People.SignedIn Person(this HttpContext context) =>
        context.Admission().Caller?.SignedIn ?? throw new InvalidOperationException("The endpoint is not for people.");

    /// <summary>From which address a request comes.</summary>
    public static string? ClientAddress(this HttpContext context) => context.Connection.RemoteIpAddress?.ToString();
}
