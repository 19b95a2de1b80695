using BookedBarber.Scheduling.Time;
using NodaTime;

namespace BookedBarber.Web.Texts;

/// <summary>
/// The time zone of whoever reads a page, where it is known: shown beside the shop's where the two differ.
/// </summary>
public sealed class OwnZone
{
    /// <summary>The cookie in which the browser says it.</summary>
    public const string Cookie = "zone";

    private readonly DateTimeZone? _zone;

    private OwnZone(DateTimeZone? zone) => _zone = zone;

    /// <summary>From what the cookie holds: an IANA name; anything else counts as nothing.</summary>
    public static OwnZone Read(string? cookie) =>
        new(ShopCalendar.IsTimeZone(cookie) ? DateTimeZoneProviders.Tzdb[cookie!] : null);

    /// <summary>Its IANA name; null when not known.</summary>
    public string? Name => _zone?.Id;

    /// <summary>Its IANA name; null when not known, or when it shows the same time as the shop's then.</summary>
    public string? NameIfOther(DateTimeOffset shopTime) => TimeIfOther(shopTime) is null ? null : _zone!.Id;

    /// <summary>What the reader's clock shows then; null when that is what the shop's shows, or not known.</summary>
    public DateTimeOffset? TimeIfOther(DateTimeOffset shopTime)
    {
        if (_zone?.GetUtcOffset(Instant.FromDateTimeOffset(shopTime)) is not { } offset
            || offset.ToTimeSpan() == shopTime.Offset)
        {
            return null;
        }

        // The framework knows offsets of whole minutes only; zones of today have no others.
        return offset.Seconds % 60 == 0 ? shopTime.ToOffset(offset.ToTimeSpan()) : null;
    }
}
