using System.Collections.Concurrent;
using BookedBarber.Capacity.Kustomize;

namespace BookedBarber.Deploy.Tests.Kubernetes;

/// <summary>The overlays of the repository, each rendered once.</summary>
internal static class Overlays
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Rendered = new();

    /// <summary>The names of all overlays.</summary>
    public static TheoryData<string> Names =>
        [.. Directory.GetDirectories(Repository.PathTo("k8s", "overlays")).Select(path => Path.GetFileName(path)).Order()];

    /// <summary>An overlay.</summary>
    public static async Task<Overlay> GetAsync(string name) => Overlay.Parse(await YamlAsync("overlays", name));

    /// <summary>The text of a directory below <c>k8s</c>, rendered.</summary>
    public static Task<string> YamlAsync(params string[] parts) => Rendered.GetOrAdd(
        Path.Combine(parts), static path => new(() => Kubectl.KustomizeAsync(Repository.PathTo("k8s", path)))).Value;
}
