using System.Globalization;

namespace BookedBarber.Grains.Interfaces.Slots;

/// <summary>The key of a slot: barber id and start in UTC, for example <c>0197…/2026-12-01T08:00Z</c>.</summary>
public static class SlotKey
{
    private const string Format = "yyyy-MM-dd'T'HH:mm'Z'";

    /// <summary>The key for a barber and a start.</summary>
    public static string Of(Guid barberId, DateTimeOffset start) =>
        $"{barberId}/{start.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture)}";

    /// <summary>The start in a key.</summary>
    /// <exception cref="FormatException">The key was not made here.</exception>
    public static DateTimeOffset StartOf(string key) => DateTimeOffset.ParseExact(
        key.AsSpan(key.IndexOf('/', StringComparison.Ordinal) + 1),
        Format,
        CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal);

    /// <summary>The barber in a key.</summary>
    /// <exception cref="FormatException">The key was not made here.</exception>
    public static Guid BarberOf(string key) => Guid.Parse(key.AsSpan(0, key.IndexOf('/', StringComparison.Ordinal)));
}
