using BookedBarber.Grains.Interfaces.Bookings;

namespace BookedBarber.Api.Access;

/// <summary>A booking for whoever comes with its link (<see cref="AccessPolicy.BookingLink"/>).</summary>
public sealed class BookingAccess(IGrainFactory grains, ManageTokens tokens)
{
    /// <summary>The booking for whoever has its token; null when it is not that, or there is no such booking.</summary>
    public async Task<BookingMessage?> OpenWithTokenAsync(string id, string token) =>
        Guid.TryParseExact(id, "D", out var bookingId) && tokens.IsTokenFor(bookingId, token)
            ? (await grains.GetGrain<IBookingGrain>(bookingId.ToString()).Get()).Value
            : null;
}
