using System.Globalization;
using System.Text.RegularExpressions;
using Xunit.Sdk;

namespace BookedBarber.Silo.Tests.Telemetry;

/// <summary>A sample as a line has it.</summary>
internal sealed record Sample(string Name, IReadOnlyDictionary<string, string> Labels, double Value);

/// <summary>A family: what is said of it, and its samples.</summary>
internal sealed record Family(string Name, string Type, string Help, List<Sample> Samples);

/// <summary>Reads Prometheus' text format 0.0.4 and refuses what is not exactly it.</summary>
internal static partial class PrometheusParser
{
    public static IReadOnlyDictionary<string, Family> Parse(string text)
    {
        Check(text.EndsWith('\n'), "the text ends with a line feed");
        var families = new Dictionary<string, Family>();
        var series = new HashSet<string>();
        Family? family = null;
        string[] lines = text[..^1].Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (HelpLine().Match(lines[i]) is { Success: true } help)
            {
                var type = TypeLine().Match(lines[++i]);
                Check(type.Success && type.Groups["name"].Value == help.Groups["name"].Value, lines[i]);
                family = new Family(
                    type.Groups["name"].Value, type.Groups["type"].Value, help.Groups["help"].Value, []);
                Check(families.TryAdd(family.Name, family), $"one family {family.Name}");
                continue;
            }

            var sample = ReadSample(lines[i]);
            Check(family is not null && NamesOf(family).Contains(sample.Name), $"{lines[i]} is in its family");
            Check(series.Add(lines[i][..lines[i].LastIndexOf(' ')]), $"{lines[i]} is there once");
            family!.Samples.Add(sample);
        }

        foreach (var each in families.Values)
        {
            Check(each.Samples.Count > 0, $"{each.Name} has samples");
            Check(each.Type != "counter" || each.Name.EndsWith("_total"), $"{each.Name} ends with _total");
            CheckHistogram(each);
        }

        return families;
    }

    private static string[] NamesOf(Family family) => family.Type == "histogram"
        ? [$"{family.Name}_bucket", $"{family.Name}_sum", $"{family.Name}_count"]
        : [family.Name];

    private static Sample ReadSample(string line)
    {
        var match = SampleLine().Match(line);
        Check(match.Success, $"'{line}' is a sample");
        var labels = match.Groups["label"].Captures.Zip(match.Groups["text"].Captures)
            .ToDictionary(pair => pair.First.Value, pair => Unescape(pair.Second.Value));
        return new Sample(match.Groups["name"].Value, labels, ReadNumber(match.Groups["value"].Value));
    }

    private static double ReadNumber(string text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    private static string Unescape(string text) => Escape().Replace(
        text, escape => escape.Value switch { "\\n" => "\n", var other => other[1..] });

    private static void CheckHistogram(Family family)
    {
        if (family.Type != "histogram")
        {
            return;
        }

        string Key(Sample sample) => string.Join(
            ',', sample.Labels.Where(label => label.Key != "le").OrderBy(label => label.Key));
        foreach (var one in family.Samples.GroupBy(Key))
        {
            var buckets = one.Where(sample => sample.Name.EndsWith("_bucket")).ToList();
            var bounds = buckets.Select(bucket => ReadNumber(bucket.Labels["le"])).ToList();
            Check(bounds.SequenceEqual(bounds.Distinct().Order()), $"the bounds of {family.Name} rise");
            Check(bounds[^1] == double.PositiveInfinity, $"{family.Name} has a bucket for everything");
            var counts = buckets.Select(bucket => bucket.Value).ToList();
            Check(counts.SequenceEqual(counts.Order()), $"the buckets of {family.Name} are cumulative");
            var count = one.Single(sample => sample.Name.EndsWith("_count")).Value;
            Check(count == counts[^1], $"{family.Name}_count fits");
            Check(one.Count(sample => sample.Name.EndsWith("_sum")) == 1, $"{family.Name} has a sum");
        }
    }

    private static void Check(bool condition, string expectation)
    {
        if (!condition)
        {
            throw new XunitException($"Not so: {expectation}");
        }
    }

    [GeneratedRegex(@"^# HELP (?<name>[a-z_][a-z0-9_]*) (?<help>([^\\]|\\\\|\\n)+)$")]
    private static partial Regex HelpLine();

    [GeneratedRegex("^# TYPE (?<name>[a-z_][a-z0-9_]*) (?<type>counter|gauge|histogram)$")]
    private static partial Regex TypeLine();

    [GeneratedRegex(
        """
        ^(?<name>[a-z_][a-z0-9_]*)
        (\{((^|,|(?<=\{))(?<label>[a-z_][a-z0-9_]*)="(?<text>([^"\\]|\\\\|\\"|\\n)*)")+\})?
        [ ](?<value>-?[0-9.]+(E[-+][0-9]+)?|NaN|[-+]Inf)$
        """,
        RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex SampleLine();

    [GeneratedRegex(@"\\[\\""n]")]
    private static partial Regex Escape();
}
