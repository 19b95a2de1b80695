using System.Reflection;

namespace BookedBarber.Deploy.Tests;

/// <summary>The files that are tested here, where they lie.</summary>
internal static class Repository
{
    /// <summary>The directory of the solution.</summary>
    public static string Root { get; } = Path.GetFullPath(Metadata("RepositoryRoot"));

    /// <summary>What grains run on in this build.</summary>
    public static string GrainRuntime { get; } = Metadata("GrainRuntime");

    /// <summary>The path of a file or directory.</summary>
    public static string PathTo(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>The text of a file.</summary>
    public static string Read(params string[] parts) => File.ReadAllText(PathTo(parts));

    private static string Metadata(string key) => typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!;
}
