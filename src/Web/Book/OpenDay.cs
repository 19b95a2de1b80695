using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BookedBarber.Web.Book;

/// <summary>The open starts of a date in the shop's zone.</summary>
/// <param name="Date">The date.</param>
/// <param name="Slots">By start.</param>
public sealed record OpenDay(DateOnly Date, ImmutableArray<OpenStart> Slots)
{
    /// <summary>Reads the days of a page of open starts, as the API sends it.</summary>
    public static ImmutableArray<OpenDay> ReadAll(byte[] page) =>
        JsonSerializer.Deserialize(page, OpenDayJson.Default.OpenDays)!.Days;
}

/// <summary>A start that is open.</summary>
/// <param name="Start">With the shop's offset.</param>
/// <param name="Barbers">Who is free then.</param>
public sealed record OpenStart(DateTimeOffset Start, ImmutableArray<Guid> Barbers);

internal sealed record OpenDays(ImmutableArray<OpenDay> Days);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(OpenDays))]
internal sealed partial class OpenDayJson : JsonSerializerContext;
