using System.Text.Json;

namespace BookedBarber.TestKit.Client;

/// <summary>A start that is offered, and with whom.</summary>
public sealed record OpenStart(DateTimeOffset Start, IReadOnlyList<Guid> Barbers)
{
    /// <summary>Reads one.</summary>
    public static OpenStart From(JsonElement slot) => new(
        slot.GetProperty("start").GetDateTimeOffset(),
        [.. slot.GetProperty("barbers").EnumerateArray().Select(barber => barber.GetGuid())]);
}

/// <summary>The days of an availability page.</summary>
public sealed class OpenStarts
{
    private OpenStarts(IReadOnlyList<(string Date, IReadOnlyList<OpenStart> Slots)> days) => Days = days;

    /// <summary>The days in order.</summary>
    public IReadOnlyList<(string Date, IReadOnlyList<OpenStart> Slots)> Days { get; }

    /// <summary>Every start of all days.</summary>
    public IReadOnlyList<OpenStart> All => [.. Days.SelectMany(day => day.Slots)];

    /// <summary>The starts by the shop's clock, as they stand on the page.</summary>
    public IReadOnlyList<string> Times =>
        [.. All.Select(slot => slot.Start.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture))];

    /// <summary>Reads a page.</summary>
    public static OpenStarts From(Answer page) => new(
        [.. page.Expect(200)["days"].EnumerateArray().Select(ReadDay)]);

    /// <summary>Whether a start is offered.</summary>
    public bool Has(string start) => All.Any(slot => slot.Start == DateTimeOffset.Parse(
        start, System.Globalization.CultureInfo.InvariantCulture));

    private static (string Date, IReadOnlyList<OpenStart> Slots) ReadDay(JsonElement day) => (
        day.GetProperty("date").GetString()!,
        [.. day.GetProperty("slots").EnumerateArray().Select(OpenStart.From)]);
}
