using System.Text.Json;
using System.Text.Json.Nodes;

namespace BookedBarber.Api.Tests.Support;

/// <summary>Bodies in which one value has been replaced by raw text, which need not be JSON.</summary>
internal static class JsonPaths
{
    private const string Mark = "@@here@@";

    /// <summary>The path of every value in a body: <c>client</c>, <c>client.name</c>, <c>services.0</c>.</summary>
    public static IEnumerable<string> All(JsonNode node) => Children(node).SelectMany(
        child => Below(child.Value).Select(path => $"{child.Name}.{path}").Prepend(child.Name));

    /// <summary>The kind of the value at a path.</summary>
    public static JsonValueKind KindAt(JsonNode body, string path) => At(body, path)!.GetValueKind();

    /// <summary>The body as text with other text at a path, which is added when it is not there.</summary>
    public static string With(JsonNode body, string path, string raw)
    {
        var copy = body.DeepClone();
        var dot = path.LastIndexOf('.');
        var parent = dot < 0 ? copy : At(copy, path[..dot])!;
        if (parent is JsonArray array)
        {
            array[int.Parse(path[(dot + 1)..], null)] = Mark;
        }
        else
        {
            parent[path[(dot + 1)..]] = Mark;
        }

        return copy.ToJsonString().Replace($"\"{Mark}\"", raw, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Below(JsonNode? node) => node is null ? [] : All(node);

    private static JsonNode? At(JsonNode body, string path) => path.Split('.').Aggregate(
        (JsonNode?)body,
        (node, step) => node is JsonArray array ? array[int.Parse(step, null)] : node![step]);

    private static IEnumerable<(string Name, JsonNode? Value)> Children(JsonNode node) => node switch
    {
        JsonObject members => members.Select(member => (member.Key, member.Value)),
        JsonArray items => items.Select((item, index) => ($"{index}", item)),
        _ => [],
    };
}
