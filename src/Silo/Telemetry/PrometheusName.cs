using System.Collections.Frozen;
using System.Text;

namespace BookedBarber.Silo.Telemetry;

/// <summary>
/// What an instrument is called in Prometheus: snake_case, its unit at the end and a base unit, <c>_total</c> when it
/// counts.
/// </summary>
/// <param name="Text">The name.</param>
/// <param name="Scale">By what its values are multiplied to be in the base unit.</param>
internal readonly record struct PrometheusName(string Text, double Scale)
{
    private const string Total = "_total";

    // UCUM, as OpenTelemetry writes units, to Prometheus' base units.
    private static readonly FrozenDictionary<string, (string? Suffix, double Scale)> Units =
        new Dictionary<string, (string?, double)>
        {
            ["ns"] = ("seconds", 1e-9),
            ["us"] = ("seconds", 1e-6),
            ["ms"] = ("seconds", 1e-3),
            ["s"] = ("seconds", 1),
            ["min"] = ("seconds", 60),
            ["h"] = ("seconds", 3600),
            ["By"] = ("bytes", 1),
            ["bytes"] = ("bytes", 1),
            ["KiBy"] = ("bytes", 1024),
            ["MiBy"] = ("bytes", 1024 * 1024),

            // Orleans says MB and means MiB.
            ["MB"] = ("bytes", 1024 * 1024),
            ["%"] = ("ratio", 0.01),
        }.ToFrozenDictionary();

    /// <summary>The name of an instrument.</summary>
    public static PrometheusName Of(string instrument, string unit, PrometheusType type)
    {
        var name = ToSnakeCase(instrument);
        if (name.EndsWith(Total, StringComparison.Ordinal))
        {
            name = name[..^Total.Length];
        }

        if (type != PrometheusType.Histogram)
        {
            name = WithoutCount(name);
        }

        var (suffix, scale) = UnitOf(unit, type);
        if (suffix is not null && !name.Split('_').Contains(suffix))
        {
            name = $"{name}_{suffix}";
        }

        return new PrometheusName(type == PrometheusType.Counter ? name + Total : name, scale);
    }

    /// <summary>The name of a label.</summary>
    public static string OfLabel(string key) => ToSnakeCase(key);

    private static (string? Suffix, double Scale) UnitOf(string unit, PrometheusType type) =>
        Units.TryGetValue(unit, out var known) ? known
        : unit == "1" && type == PrometheusType.Gauge ? ("ratio", 1)
        : (null, 1);

    // "_count" is kept for histograms: what OpenTelemetry calls thread.count is threads here.
    private static string WithoutCount(string name)
    {
        const string count = "_count";
        if (!name.EndsWith(count, StringComparison.Ordinal))
        {
            return name;
        }

        var noun = name[..^count.Length];
        return noun.EndsWith('y') ? noun[..^1] + "ies" : noun + "s";
    }

    private static string ToSnakeCase(string text)
    {
        var name = new StringBuilder(text.Length + 4);
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            if (!char.IsAsciiLetterOrDigit(letter))
            {
                Separate(name);
            }
            else
            {
                if (char.IsAsciiLetterUpper(letter) && i > 0 && char.IsAsciiLetterLower(text[i - 1]))
                {
                    Separate(name);
                }

                name.Append(char.ToLowerInvariant(letter));
            }
        }

        if (name.Length == 0 || char.IsAsciiDigit(name[0]))
        {
            name.Insert(0, '_');
        }

        return name.ToString().TrimEnd('_') is { Length: > 0 } trimmed ? trimmed : "_";
    }

    private static void Separate(StringBuilder name)
    {
        if (name.Length == 0 || name[^1] != '_')
        {
            name.Append('_');
        }
    }
}
