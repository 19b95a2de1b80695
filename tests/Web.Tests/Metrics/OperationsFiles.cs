using System.Reflection;

namespace BookedBarber.Web.Tests.Metrics;

/// <summary>What operators are given to read and to load.</summary>
internal static class OperationsFiles
{
    private static readonly string Root = typeof(OperationsFiles).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryRoot").Value!;

    /// <summary>The folder with Prometheus' rules.</summary>
    public static string RulesPath { get; } = Path.Combine(Root, "ops", "prometheus");

    public static string Rules => File.ReadAllText(Path.Combine(RulesPath, "rules.yml"));

    public static string MetricsPage => File.ReadAllText(Path.Combine(Root, "docs", "operations", "metrics.md"));
}
