using System.Collections.Immutable;
using BookedBarber.Api.Http;
using BookedBarber.Grains.Interfaces.Bookings;
using BookedBarber.Grains.Interfaces.Shops;

namespace BookedBarber.Api.Bookings;

/// <summary>Who comes, in a body.</summary>
/// <param name="Name">How they want to be called.</param>
/// <param name="Email">Where confirmations may go.</param>
/// <param name="Phone">As they write it.</param>
public sealed record ClientBody(string? Name, string? Email, string? Phone);

/// <summary>A booking request in a body.</summary>
/// <param name="Service">One service.</param>
/// <param name="Services">Or several, one after the other with one barber.</param>
/// <param name="Barber">A barber, or <c>any</c>; left out, any.</param>
/// <param name="Start">When; RFC 3339 with an offset.</param>
/// <param name="Client">Who comes.</param>
/// <param name="Notes">What the barber should know.</param>
public sealed record BookingBody(
    string? Service,
    IReadOnlyList<string?>? Services,
    string? Barber,
    string? Start,
    ClientBody? Client,
    string? Notes)
{
    /// <summary>As grains take it.</summary>
    public BookingRequest Read(FieldErrors errors, string idempotencyKey) => new()
    {
        IdempotencyKey = idempotencyKey,
        Services = ReadServices(errors),
        Barber = ReadBarber(Barber, errors),
        Start = errors.RequiredInstant(Start, "start"),
        Client = ReadClient(errors),
        Notes = Notes,
    };

    /// <summary>A barber's id; null for any.</summary>
    public static Guid? ReadBarber(string? barber, FieldErrors errors)
    {
        if (barber is null or AvailabilityQuery.AnyBarber)
        {
            return null;
        }

        if (!Guid.TryParseExact(barber, "D", out var id))
        {
            errors.Add("barber", "must be an id or any");
        }

        return id;
    }

    private ImmutableArray<Guid> ReadServices(FieldErrors errors)
    {
        if (Service is null == Services is null)
        {
            errors.Add("service", "must be given, or services: one of the two");
            return [];
        }

        return Service is not null
            ? [errors.Id(Service, "service")]
            : [.. Services!.Select((id, i) => errors.RequiredId(id, $"services[{i}]"))];
    }

    private ClientMessage ReadClient(FieldErrors errors)
    {
        if (Client is null)
        {
            errors.Add("client", "is required");
        }
        else if (Client.Name is null)
        {
            errors.Add("client.name", "is required");
        }

        return new ClientMessage { Name = Client?.Name ?? "", Email = Client?.Email, Phone = Client?.Phone };
    }
}

/// <summary>A reschedule in a body.</summary>
/// <param name="Start">The new start; RFC 3339 with an offset.</param>
/// <param name="Barber">The new barber, or <c>any</c>; left out, the same.</param>
public sealed record RescheduleBody(string? Start, string? Barber)
{
    /// <summary>As grains take it.</summary>
    public RescheduleRequest Read(FieldErrors errors, BookingMessage booking, bool asStaff) => new()
    {
        BookingId = booking.Id,
        Start = errors.RequiredInstant(Start, "start"),
        Barber = BookingBody.ReadBarber(Barber, errors),
        AnyBarber = Barber == AvailabilityQuery.AnyBarber,
        AsStaff = asStaff,
        Revision = booking.Revision,
    };
}
