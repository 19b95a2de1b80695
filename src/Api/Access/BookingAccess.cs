using BookedBarber.Api.Http;
using BookedBarber.Grains.Interfaces.Bookings;
using BookedBarber.Grains.Interfaces.Results;

namespace BookedBarber.Api.Access;

/// <summary>Who may see and change a booking: whoever has its token, and the staff of its shop.</summary>
public sealed class BookingAccess(IGrainFactory grains, ManageTokens tokens)
{
    private const string BookingScheme = "Booking ";

    /// <summary>The booking, and whether it is staff who asks; or the problem.</summary>
    public async Task<(BookingMessage? Booking, bool AsStaff, ApiProblem? Problem)> OpenAsync(
        HttpContext context, string id)
    {
        var header = context.Request.Headers.Authorization.ToString();
        var withToken = header.StartsWith(BookingScheme, StringComparison.OrdinalIgnoreCase);
        var staff = withToken ? null : await StaffAccess.IdentifyAsync(context);
        if (!withToken && staff is null)
        {
            return (null, false, ApiProblem.Of(
                StatusCodes.Status401Unauthorized,
                ApiProblemCodes.Unauthorized,
                "This needs Authorization: Booking and the booking's token, or Bearer and a key of its shop."));
        }

        if (!Guid.TryParseExact(id, "D", out var bookingId))
        {
            return (null, false, ApiProblem.NotFound("booking"));
        }

        // The token is checked before the booking is looked for: nobody learns which ids exist.
        if (withToken && !tokens.IsTokenFor(bookingId, header[BookingScheme.Length..].Trim()))
        {
            return (null, false, StaffAccess.Forbidden());
        }

        var found = await FindAsync(bookingId);
        if (found.Value is not { } booking)
        {
            return (null, false, ApiProblem.From(found.Problem!));
        }

        return staff is null || staff.MayActFor(booking.Shop)
            ? (booking, staff is not null, null)
            : (null, false, StaffAccess.Forbidden());
    }

    /// <summary>The booking for whoever has its token; null when it is not that, or there is no such booking.</summary>
    public async Task<BookingMessage?> OpenWithTokenAsync(string id, string token) =>
        Guid.TryParseExact(id, "D", out var bookingId) && tokens.IsTokenFor(bookingId, token)
            ? (await FindAsync(bookingId)).Value
            : null;

    private Task<Result<BookingMessage>> FindAsync(Guid bookingId) =>
        grains.GetGrain<IBookingGrain>(bookingId.ToString()).Get();
}
