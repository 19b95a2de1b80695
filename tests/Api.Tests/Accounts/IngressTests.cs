using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Api.Tests.Accounts;

/// <summary>Every endpoint of the program against the Ingress in <c>k8s/</c>: what is mapped can be reached.</summary>
public sealed partial class IngressTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static readonly string[] Inside = ["/health/live", "/health/ready", "/metrics"];

    [PostgresFact]
    public async Task The_world_reaches_every_endpoint_but_health_and_metrics()
    {
        await using var api = await HostedApi.StartAsync(postgres);
        var rules = Rules();
        var paths = api.Endpoints.Select(AddressOf).Distinct().ToList();

        Assert.True(paths.Count > 40);
        Assert.All(Inside, path => Assert.Contains(path, paths));
        Assert.All(paths, path => Assert.True(
            ServiceOf(path, rules) == (Inside.Contains(path) ? "nobody" : "api"), $"{path} leads elsewhere."));
    }

    private static string AddressOf(RouteEndpoint endpoint) =>
        $"/{Place().Replace(endpoint.RoutePattern.RawText!, "some-value").TrimStart('/')}";

    // The longest path that matches, element by element, as the Kubernetes documentation of Ingress says it.
    private static string? ServiceOf(string address, List<(string Path, string Type, string Service)> rules) => rules
        .Where(rule => rule.Type == "Exact"
            ? rule.Path == address
            : $"{address}/".StartsWith($"{rule.Path.TrimEnd('/')}/", StringComparison.Ordinal))
        .MaxBy(rule => rule.Path.Length).Service;

    private static List<(string Path, string Type, string Service)> Rules()
    {
        var text = File.ReadAllText(Path.Combine(RepositoryRoot(), "k8s", "base", "api", "ingress.yaml"));
        var anchors = Anchor().Matches(text).ToDictionary(
            match => match.Groups["anchor"].Value, match => match.Groups["service"].Value);
        var rules = Rule().Matches(text).Select(match => (
            match.Groups["path"].Value,
            match.Groups["type"].Value,
            match.Groups["alias"].Success ? anchors[match.Groups["alias"].Value] : match.Groups["service"].Value)).ToList();
        Assert.Equal(Regex.Count(text, "pathType:"), rules.Count);
        return rules;
    }

    private static string RepositoryRoot()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "BookedBarber.sln")))
        {
            at = at.Parent!;
        }

        return at.FullName;
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"backend: &(?<anchor>\w+) \{ service: \{ name: (?<service>\w+)")]
    private static partial Regex Anchor();

    [GeneratedRegex(
        @"\{ path: (?<path>\S+), pathType: (?<type>\w+), backend: (\*(?<alias>\w+)|(&\w+ )?\{ service: \{ name: (?<service>\w+))")]
    private static partial Regex Rule();
}
