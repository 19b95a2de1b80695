using System.Text.RegularExpressions;

namespace BookedBarber.Deploy.Tests.Metrics;

/// <summary>What a query names.</summary>
/// <param name="Series">The series, each with the labels that are looked at.</param>
/// <param name="Groups">The labels by which is grouped.</param>
internal sealed partial record PromQuery(IReadOnlyList<(string Name, IReadOnlyList<string> Labels)> Series, IReadOnlyList<string> Groups)
{
    private static readonly string[] Words = ["and", "or", "unless", "bool", "offset", "on", "ignoring", "by", "without", "inf", "nan"];

    /// <summary>Reads a query of https://prometheus.io/docs/prometheus/latest/querying/basics/ as far as ours go.</summary>
    public static PromQuery Read(string text)
    {
        var bare = Range().Replace(Text().Replace(text, "\"\""), "");
        var groups = Group().Matches(bare).SelectMany(match => match.Groups[1].Value.Split(',')).Select(label => label.Trim());
        var series = Selector().Matches(Group().Replace(bare, " ")).Where(match => !Words.Contains(match.Groups["name"].Value));
        return new PromQuery(
            [.. series.Select(match => (
                match.Groups["name"].Value,
                (IReadOnlyList<string>)[.. Label().Matches(match.Groups["labels"].Value).Select(label => label.Groups[1].Value)]))],
            [.. groups.Where(label => label != "").Distinct()]);
    }

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Text();

    [GeneratedRegex(@"\[[^\]]*\]")]
    private static partial Regex Range();

    [GeneratedRegex(@"\b(?:by|without)\s*\(([^)]*)\)")]
    private static partial Regex Group();

    // A name before a parenthesis is a function.
    [GeneratedRegex(@"(?<name>(?<![\w:])[a-zA-Z_:][\w:]*)(?![\w:])(?>\s*)(?!\()(?<labels>\{[^}]*\})?")]
    private static partial Regex Selector();

    [GeneratedRegex(@"(\w+)\s*(?:=~|!~|!=|=)")]
    private static partial Regex Label();
}
