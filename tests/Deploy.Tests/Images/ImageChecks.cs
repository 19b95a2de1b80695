using System.Text.RegularExpressions;

namespace BookedBarber.Deploy.Tests.Images;

/// <summary>What the Dockerfile has to promise, read from its text: nobody builds it here.</summary>
internal static partial class ImageChecks
{
    private static readonly (string Target, string Assembly)[] Programs =
        [("api", "BookedBarber.Api.dll"), ("silo", "BookedBarber.Silo.dll")];

    public static IEnumerable<string> Findings(string text)
    {
        var dockerfile = Dockerfile.Parse(text);
        foreach (var image in dockerfile.Stages.Select(stage => stage.Base).Where(IsImage).Where(image => !Version().IsMatch(image)))
        {
            yield return $"{image} is not a whole version.";
        }

        foreach (var (target, assembly) in Programs)
        {
            if (dockerfile.Stages.All(stage => stage.Name != target))
            {
                yield return $"there is no target {target}.";
                continue;
            }

            foreach (var finding in Program(dockerfile, target, assembly))
            {
                yield return $"{target}: {finding}";
            }
        }


        if (!dockerfile.Stages.Single(stage => stage.Name == "build").Instructions
            .Any(one => one.Name == "RUN" && one.Text.Contains("install") && one.Text.Contains("npm")))
        {
            yield return "pages are built without npm, and so without charts.";
        }

        var ignored = Repository.Read(".dockerignore").Split('\n');
        var copied = dockerfile.Stages.Single(stage => stage.Name == "build").Instructions
            .Where(one => one.Name == "COPY").SelectMany(one => one.Text.Split(' ')[..^1]);
        foreach (var file in copied.Where(file => !ignored.Any(line => Lets(line, file.TrimEnd('/')))))
        {
            yield return $".dockerignore keeps {file} out of the build.";
        }

        bool IsImage(string name) => dockerfile.Stages.All(stage => stage.Name != name);
    }

    private static IEnumerable<string> Program(Dockerfile dockerfile, string target, string assembly)
    {
        if (!dockerfile.ImageBelow(target).EndsWith("-chiseled", StringComparison.Ordinal))
        {
            yield return "its base may have a shell.";
        }

        if (dockerfile.All(target).Any(one => one.Name == "RUN"))
        {
            yield return "something is run in the final image.";
        }

        if (!UserNumber().IsMatch(dockerfile.Texts(target, "USER").LastOrDefault() ?? ""))
        {
            yield return "it does not run as a user by number.";
        }

        if (!dockerfile.List(target, "ENTRYPOINT").SequenceEqual(["dotnet", assembly]))
        {
            yield return $"it does not start {assembly}.";
        }

        var listens = new Uri(dockerfile.Environment(target)["ASPNETCORE_URLS"].Replace("+", "any")).Port;
        if (!dockerfile.List(target, "HEALTHCHECK").SequenceEqual(
            ["dotnet", assembly, "--health", $"http://localhost:{listens}/health/ready"]))
        {
            yield return "its health check does not ask where it listens.";
        }

        if (!dockerfile.Ports(target).Contains(listens))
        {
            yield return $"it does not expose {listens}.";
        }
    }

    private static bool Lets(string line, string file) => line.StartsWith('!')
        && Regex.IsMatch(file, $"^{Regex.Escape(line[1..]).Replace("\\*", "[^/]*")}$");

    [GeneratedRegex(@":\d+\.\d+\.\d+-[a-z-]+$")]
    private static partial Regex Version();

    [GeneratedRegex(@"^[1-9]\d*:[1-9]\d*$")]
    private static partial Regex UserNumber();
}
