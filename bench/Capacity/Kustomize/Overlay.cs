using System.Text.RegularExpressions;
using k8s;

namespace BookedBarber.Capacity.Kustomize;

/// <summary>An object as Kustomize rendered it.</summary>
/// <param name="ApiVersion">Group and version.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Yaml">Its text.</param>
internal sealed record RenderedObject(string ApiVersion, string Kind, string Name, string Yaml)
{
    /// <summary>As a model of the client library; a field that the model lacks is an error.</summary>
    public T As<T>() => KubernetesYaml.Deserialize<T>(Yaml, strict: true);
}

/// <summary>All objects of a rendered overlay.</summary>
internal sealed partial record Overlay(IReadOnlyList<RenderedObject> Objects)
{
    /// <summary>Renders a directory of the repository.</summary>
    public static async Task<Overlay> RenderAsync(string directory) => Parse(await Kubectl.KustomizeAsync(directory));

    /// <summary>Reads what was rendered.</summary>
    public static Overlay Parse(string yaml) => new([.. yaml.Split("\n---\n").Select(Read)]);

    /// <summary>The objects of a kind, as a model of the client library.</summary>
    public IEnumerable<T> All<T>(string kind) => Objects.Where(one => one.Kind == kind).Select(one => one.As<T>());

    /// <summary>The object of a kind that has a name.</summary>
    public T Get<T>(string kind, string name) =>
        Objects.Single(one => one.Kind == kind && one.Name == name).As<T>();

    private static RenderedObject Read(string yaml) => new(
        ApiVersion().Match(yaml).Groups[1].Value, Kind().Match(yaml).Groups[1].Value, Name().Match(yaml).Groups[1].Value, yaml);

    [GeneratedRegex(@"^apiVersion: (\S+)$", RegexOptions.Multiline)]
    private static partial Regex ApiVersion();

    [GeneratedRegex(@"^kind: (\S+)$", RegexOptions.Multiline)]
    private static partial Regex Kind();

    // Kustomize sorts the keys and indents by two, so this is the name of the object and of nothing in it.
    [GeneratedRegex(@"^metadata:\n(?:  .*\n)*?  name: (\S+)$", RegexOptions.Multiline)]
    private static partial Regex Name();
}
