namespace BookedBarber.TestKit.Processes;

/// <summary>A data directory of one test's own, in which a private server may be started.</summary>
public static class DataDirectory
{
    /// <summary>A new one, which is removed when this process ends.</summary>
    public static string Create()
    {
        var home = TemporaryPostgres.CreateDirectory();
        var directory = Path.Combine(home, "app");
        Directory.CreateDirectory(directory);

        // Whoever cleans up after the test run looks for a server in "data".
        Directory.CreateSymbolicLink(Path.Combine(home, "data"), PostgresData(directory));
        return directory;
    }

    /// <summary>Where a private server in it keeps its data.</summary>
    public static string PostgresData(string dataDirectory) => Path.Combine(dataDirectory, "postgres", "data");
}
