using System.Text.RegularExpressions;

namespace BookedBarber.Deploy.Tests.Settings;

/// <summary>Environment variables: those that are set somewhere, those that the README explains, those that are read.</summary>
internal static partial class SettingChecks
{
    // Read by the frameworks and not by us.
    private static readonly string[] OfFrameworks = ["ASPNETCORE_URLS", "ASPNETCORE_HTTP_PORTS", "OTEL_EXPORTER_OTLP_ENDPOINT"];

    /// <summary>The names in a text that are meant for our programs.</summary>
    public static IReadOnlySet<string> In(string text) => Name().Matches(text).Select(match => match.Value).ToHashSet();

    /// <summary>What is set in a text and read by nobody.</summary>
    public static IEnumerable<string> Findings(string text)
    {
        var explained = In(Repository.Read("README.md"));
        var source = string.Concat(Directory.EnumerateFiles(Repository.PathTo("src"), "*.cs", SearchOption.AllDirectories)
            .Where(path => path.Contains("Hosting") || path.Contains("Demo") || path.Contains("Limits"))
            .Select(File.ReadAllText));
        foreach (var name in In(text).Except(OfFrameworks))
        {
            if (!explained.Contains(name))
            {
                yield return $"{name} is set, and the README does not know it.";
            }

            // BookedBarber__Silo__Port is the key "Port" of a section, or "BookedBarber:Silo:Port".
            if (!name.Split("__")[1..].All(part => Regex.IsMatch(source, $"[\":]{part}[\":]")))
            {
                yield return $"{name} is set, and nobody reads it.";
            }
        }
    }

    [GeneratedRegex(@"\b(BookedBarber__|ConnectionStrings__|ASPNETCORE_|OTEL_)\w+")]
    private static partial Regex Name();
}
