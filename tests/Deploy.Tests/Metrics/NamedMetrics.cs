using System.Text.Json;
using BookedBarber.Deploy.Tests.Kubernetes;

namespace BookedBarber.Deploy.Tests.Metrics;

/// <summary>Every query of the files that operators use, with where it stands.</summary>
internal static class NamedMetrics
{
    // Given by Prometheus to whatever it asks.
    private static readonly string[] OfTargets = ["namespace", "pod", "instance", "job", "component"];

    /// <summary>All queries of the repository.</summary>
    public static IEnumerable<(string Where, string Query)> All() => Rules().Concat(Dashboards()).Concat(AdapterRules.Read()
        .SelectMany(rule => new[] { ("the adapter", rule.Query), ("the adapter", rule.Series) }));

    /// <summary>What a query names and no program has.</summary>
    /// <param name="query">The query.</param>
    /// <param name="there">The labels of each series that there is.</param>
    public static IEnumerable<string> Findings(string query, IReadOnlyDictionary<string, IReadOnlySet<string>> there)
    {
        var read = PromQuery.Read(query);
        var known = new HashSet<string>(OfTargets);
        foreach (var (name, labels) in read.Series)
        {
            if (!there.TryGetValue(name, out var has))
            {
                yield return $"there is no series {name}.";
                continue;
            }

            known.UnionWith(has);
            foreach (var label in labels.Except(has).Except(OfTargets))
            {
                yield return $"{name} has no label {label}.";
            }
        }

        foreach (var label in read.Groups.Except(known))
        {
            yield return $"nothing here has the label {label}.";
        }
    }

    /// <summary>What recording rules make, with the labels that they keep.</summary>
    public static IEnumerable<(string Name, string Query)> Recordings() =>
        RuleEntries().Where(rule => rule.Find("record") is not null).Select(rule => (rule.Get("record").Text, rule.Get("expr").Text));

    private static IEnumerable<(string Where, string Query)> Rules() =>
        RuleEntries().Select(rule => ((rule.Find("record") ?? rule.Get("alert")).Text, rule.Get("expr").Text));

    private static IEnumerable<Yaml> RuleEntries() => Yaml.Read(Repository.Read("ops", "prometheus", "rules.yml"))
        .Get("groups").Items.SelectMany(group => group.Get("rules").Items);

    private static IEnumerable<(string Where, string Query)> Dashboards()
    {
        foreach (var path in Directory.EnumerateFiles(Repository.PathTo("ops", "grafana", "dashboards"), "*.json"))
        {
            using var dashboard = JsonDocument.Parse(File.ReadAllText(path));
            foreach (var query in Queries(dashboard.RootElement).ToList())
            {
                yield return (Path.GetFileName(path), query);
            }
        }
    }

    private static IEnumerable<string> Queries(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property =>
            property is { Name: "expr", Value.ValueKind: JsonValueKind.String }
                ? [property.Value.GetString()!]
                : Queries(property.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Queries),
        _ => [],
    };
}
