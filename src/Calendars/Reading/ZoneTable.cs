using NodaTime;
using NodaTime.TimeZones;

namespace BookedBarber.Calendars.Reading;

/// <summary>
/// The time zones that a calendar names: by their IANA name; else as the file defines them; else by their Windows name,
/// or by the IANA name at the end of a path. The IANA database comes first since files often know no more of a zone
/// than what held in the year in which they were written.
/// </summary>
internal sealed class ZoneTable(
    DateTimeZone shopZone, Instant from, Instant to, WorkBudget budget, Action<IgnoredPart> ignore)
{
    private const int MaxNameLength = 255;

    private readonly Dictionary<string, Component> _definitions = [];
    private readonly Dictionary<string, DateTimeZone> _zones = [];

    public DateTimeZone ShopZone => shopZone;

    public void Define(Component definition)
    {
        if (definition.Find("TZID")?.Value.Trim() is { Length: > 0 } id) _definitions.TryAdd(id, definition);
    }

    /// <summary>The zone of a property: that of the shop when it names none, or one that nobody knows.</summary>
    public DateTimeZone Of(ContentLine line)
    {
        if (line.Parameter("TZID")?.Trim() is not { Length: > 0 } id) return shopZone;
        if (_zones.TryGetValue(id, out var known)) return known;
        var zone = ByName(id) ?? ByDefinition(id) ?? ByWindowsName(id) ?? ByEndOfPath(id);
        if (zone is null)
        {
            var name = id.Length > MaxNameLength ? $"{id[..MaxNameLength]}…" : id;
            ignore(new IgnoredPart(
                line.Number, "TZID", $"names the zone '{name}', which is not known: taken for the zone of the shop"));
        }

        return _zones[id] = zone ?? shopZone;
    }

    private static DateTimeZone? ByName(string id) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(id);

    private static DateTimeZone? ByWindowsName(string id) =>
        TzdbDateTimeZoneSource.Default.WindowsToTzdbIds.TryGetValue(id, out var name) ? ByName(name) : null;

    // For example /mozilla.org/20070129_1/Europe/Berlin.
    private static DateTimeZone? ByEndOfPath(string id)
    {
        for (var at = id.IndexOf('/'); at >= 0 && id.Length < MaxNameLength; at = id.IndexOf('/', at + 1))
        {
            if (ByName(id[(at + 1)..]) is { } zone) return zone;
        }

        return null;
    }

    private FileZone? ByDefinition(string id)
    {
        if (!_definitions.TryGetValue(id, out var definition)) return null;
        try
        {
            return FileZone.Read(id, definition, from, to, budget);
        }
        catch (PartIgnoredException exception)
        {
            ignore(new IgnoredPart(definition.Line, definition.Name, exception.Message));
            return null;
        }
    }
}
