using BookedBarber.TestKit;

namespace BookedBarber.Api.Tests.Server;

/// <summary>A data directory of one test's own, in which a private server may be started.</summary>
internal static class DataDirectory
{
    public static string Create()
    {
        var home = TemporaryPostgres.CreateDirectory();
        var directory = Path.Combine(home, "app");
        Directory.CreateDirectory(directory);

        // Whoever cleans up after the test run looks for a server in "data".
        Directory.CreateSymbolicLink(Path.Combine(home, "data"), PostgresData(directory));
        return directory;
    }

    public static string PostgresData(string dataDirectory) => Path.Combine(dataDirectory, "postgres", "data");
}
