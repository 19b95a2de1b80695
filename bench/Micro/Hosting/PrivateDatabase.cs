using BookedBarber.Silo.Database;
using Microsoft.Extensions.Logging.Abstractions;

namespace BookedBarber.Micro.Hosting;

/// <summary>A migrated database on a PostgreSQL of our own, which goes when it is disposed of.</summary>
internal sealed class PrivateDatabase : IAsyncDisposable
{
    private readonly string _directory;
    private readonly SiloDatabase _database;

    private PrivateDatabase(string directory, SiloDatabase database)
    {
        _directory = directory;
        _database = database;
    }

    public string ConnectionString => _database.ConnectionString;

    public static async Task<PrivateDatabase> StartAsync()
    {
        var directory = Directory.CreateTempSubdirectory("bookedbarber-micro-").FullName;
        if (!OperatingSystem.IsWindows())
        {
            // A server that root starts runs as another user.
            File.SetUnixFileMode(directory, (UnixFileMode)0b111_101_101);
        }

        return new PrivateDatabase(
            directory, await SiloDatabase.OpenAsync(null, directory, NullLoggerFactory.Instance, default));
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
