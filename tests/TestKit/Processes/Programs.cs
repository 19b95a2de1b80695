namespace BookedBarber.TestKit.Processes;

/// <summary>Programs of this machine that tests use.</summary>
public static class Programs
{
    /// <summary>Whether a missing program is a failure: its tests are skipped on a laptop, but not in CI.</summary>
    public static bool MustBeThere { get; } =
        string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>The path of the first of these that is on PATH; null when none is.</summary>
    public static string? Find(params string[] names)
    {
        var directories = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return names
            .SelectMany(name => directories.Select(directory => Path.Combine(directory, name)))
            .FirstOrDefault(File.Exists);
    }
}
