using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using BookedBarber.Grains.Interfaces.Bookings;

namespace BookedBarber.Grains.Bookings;

/// <summary>Tells whether two requests with the same idempotency key ask for the same.</summary>
internal static class RequestFingerprint
{
    /// <summary>
    /// SHA-256 over the fields in a fixed order. The start counts as an instant, so that another offset for the same
    /// moment is the same request; <c>service</c> and a list of one are the same, too.
    /// </summary>
    public static ImmutableArray<byte> Of(BookingRequest request)
    {
        string?[] fields =
        [
            string.Join(',', request.Services),
            request.Barber?.ToString(),
            request.Start.ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture),
            request.Client.Name,
            request.Client.Email,
            request.Client.Phone,
            request.Notes,
        ];
        if (request.AsStaff)
        {
            fields = [.. fields, nameof(request.AsStaff)];
        }

        return ImmutableArray.Create(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(fields)));
    }
}
