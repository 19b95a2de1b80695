using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BookedBarber.Api.Access;
using BookedBarber.Api.Barbers;

namespace BookedBarber.Api.Calendars;

/// <summary>
/// The token in the address of a barber's feed: a revision and an HMAC-SHA256 over barber and revision. It is kept
/// nowhere; an address ends when the barber's revision moves on.
/// </summary>
public sealed class FeedTokens
{
    /// <summary>What it is called in an address.</summary>
    public const string Name = "token";

    // No booking has this id (RFC 9562: version 8): what the manage key says of it is a key for this purpose alone.
    private static readonly Guid Purpose = new("63616c65-6e64-8172-8066-656564000001");

    private readonly byte[] _key;

    /// <summary>With a key that follows from that of the clients' tokens.</summary>
    public FeedTokens(ManageTokens manageTokens) => _key = Base64Url.DecodeFromChars(manageTokens.TokenFor(Purpose));

    /// <summary>The token of a barber's feed.</summary>
    public string TokenFor(Guid barberId, long revision)
    {
        var text = revision.ToString(CultureInfo.InvariantCulture);
        var mac = HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"calendar-feed/{barberId}/{text}"));
        return $"{text}.{Base64Url.EncodeToString(mac)}";
    }

    /// <summary>Where a barber's feed is: at the host at which somebody asks for the address.</summary>
    internal string AddressOf(HttpRequest request, BarberInAddress of, long revision)
    {
        var path = $"/v1/shops/{of.Shop.Id}/barbers/{of.Barber.Id}/calendar.ics";
        var token = TokenFor(of.Barber.Id, revision);
        return $"{request.Scheme}://{request.Host}{request.PathBase}{path}?{Name}={token}";
    }

    /// <summary>The revision that a token was made for; null when it is not one for this barber.</summary>
    public long? RevisionOf(Guid barberId, string token)
    {
        var known = long.TryParse(
            token.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var revision);
        return CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(TokenFor(barberId, revision))) && known
                ? revision
                : null;
    }
}
