using System.Reflection;

namespace BookedBarber.Load.Tests;

/// <summary>The directory <c>load</c> of the repository.</summary>
internal static class LoadDirectory
{
    /// <summary>Its path.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(
        typeof(LoadDirectory).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(data => data.Key == "RepositoryRoot").Value!,
        "load"));

    /// <summary>The names of its scripts.</summary>
    public static IEnumerable<string> Scripts =>
        Directory.EnumerateFiles(Root, "*.js").Select(path => Path.GetFileName(path)).Order();

    /// <summary>The path of a file or directory.</summary>
    public static string PathTo(params string[] parts) => Path.Combine([Root, .. parts]);
}
