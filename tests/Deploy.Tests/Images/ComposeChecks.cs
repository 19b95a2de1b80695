using System.Text.RegularExpressions;

namespace BookedBarber.Deploy.Tests.Images;

/// <summary>What the compose file has to promise, read from its text: nobody starts it here.</summary>
internal static partial class ComposeChecks
{
    private const int DrainSeconds = 20;

    private static readonly string[] Programs = ["silo-1", "silo-2", "api"];
    private static readonly string[] Services = ["postgres", .. Programs, "prometheus", "grafana"];

    /// <param name="text">The compose file.</param>
    /// <param name="scraped">The configuration of Prometheus.</param>
    /// <param name="secrets">What <c>ops/make-secrets</c> prints.</param>
    public static IEnumerable<string> Findings(string text, string scraped, string secrets)
    {
        var services = Yaml.Read(text).Get("services");
        foreach (var name in Services.Except(services.Names))
        {
            yield return $"there is no service {name}.";
        }

        foreach (var finding in services.Names.SelectMany(name => Service(name, services)))
        {
            yield return finding;
        }

        foreach (var name in Programs.Intersect(services.Names))
        {
            foreach (var finding in Program(services.Get(name)))
            {
                yield return $"{name}: {finding}";
            }
        }

        var asked = Secret().Matches(text).Select(match => match.Groups[1].Value).ToHashSet();
        var made = secrets.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('=')[0]).ToHashSet();
        if (!asked.SetEquals(made))
        {
            yield return $"it asks for {string.Join(", ", asked.Order())}; made are {string.Join(", ", made.Order())}.";
        }

        var targets = Yaml.Read(scraped).Get("scrape_configs").Items
            .SelectMany(job => job.Get("static_configs").Items).SelectMany(one => one.Get("targets").Items);
        foreach (var target in targets.Select(one => one.Text.Split(':')))
        {
            if (!Programs.Contains(target[0]) || target[1] != "8080")
            {
                yield return $"Prometheus asks {target[0]}:{target[1]}, where nobody answers.";
            }
        }
    }

    private static IEnumerable<string> Service(string name, Yaml services)
    {
        var service = services.Get(name);
        if (service.Find("image")?.Text is not { } image || !Tag().IsMatch(image))
        {
            yield return $"{name}: its image names no version.";
        }

        foreach (var needed in service.Find("depends_on")?.Names ?? [])
        {
            if (services.Find(needed) is null)
            {
                yield return $"{name}: it waits for {needed}, which is not there.";
            }
        }

        var mounts = (service.Find("volumes")?.Items ?? []).Select(volume => volume.Text.Split(':')[0]);
        foreach (var path in mounts.Where(path => path.StartsWith("./", StringComparison.Ordinal)))
        {
            if (!Path.Exists(Repository.PathTo(path[2..].Split('/'))))
            {
                yield return $"{name}: {path} is not in the repository.";
            }
        }

        if (service.Find("build") is { } build && Dockerfile.Read().Stages.All(stage => stage.Name != build.Get("target").Text))
        {
            yield return $"{name}: the Dockerfile has no target {build.Get("target").Text}.";
        }

        foreach (var port in (service.Find("ports")?.Items ?? []).Where(port => !port.Text.StartsWith("127.0.0.1:", StringComparison.Ordinal)))
        {
            yield return $"{name}: the world can reach {port.Text}.";
        }
    }

    private static IEnumerable<string> Program(Yaml service)
    {
        if (service.Find("read_only")?.Text != "true")
        {
            yield return "its file system can be written to.";
        }

        if (service.Find("cap_drop")?.Items.Select(one => one.Text).SequenceEqual(["ALL"]) is not true
            || service.Find("security_opt")?.Items.Any(one => one.Text == "no-new-privileges:true") is not true)
        {
            yield return "it has privileges.";
        }

        if (service.Find("stop_grace_period")?.Text.TrimEnd('s') is not { } grace || int.Parse(grace) <= DrainSeconds)
        {
            yield return "it is killed before it has drained.";
        }
    }

    [GeneratedRegex(@":v?\d+\.\d+(\.\d+)?$")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\$\{([A-Z_]+):\?")]
    private static partial Regex Secret();
}
