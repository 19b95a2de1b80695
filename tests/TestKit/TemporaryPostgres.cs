using System.Diagnostics;
using System.Globalization;
using BookedBarber.Ledger.Migrations;
using BookedBarber.Ledger.Server;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace BookedBarber.TestKit;

/// <summary>A server of one test's own, migrated, which the test may kill and start again.</summary>
public sealed class TemporaryPostgres : IAsyncDisposable
{
    private TemporaryPostgres(PrivatePostgres server) => Server = server;

    /// <summary>The server.</summary>
    public PrivatePostgres Server { get; }

    /// <summary>How to reach its database, which has the current schema.</summary>
    public string ConnectionString => Server.ConnectionString;

    /// <summary>Starts a server in a new temporary directory.</summary>
    public static async Task<TemporaryPostgres> StartAsync()
    {
        var server = await StartServerAsync(new PrivatePostgresOptions());
        await using var dataSource = NpgsqlDataSource.Create(server.ConnectionString);
        await new Migrator(dataSource, NullLogger<Migrator>.Instance).MigrateAsync(CancellationToken.None);
        return new TemporaryPostgres(server);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Server.DisposeAsync();

    /// <summary>A new directory for a server, which is removed when this process ends, however it ends.</summary>
    public static string CreateDirectory()
    {
        var directory = Directory.CreateTempSubdirectory("bookedbarber-test-").FullName;
        if (!OperatingSystem.IsWindows())
        {
            // The server may run as another user, who has to get in.
            var mode = File.GetUnixFileMode(directory) | UnixFileMode.OtherExecute | UnixFileMode.GroupExecute;
            File.SetUnixFileMode(directory, mode);
        }

        Watch(directory);
        return directory;
    }

    // Three silos and two front doors open about as many connections as a server takes by default, and those whose
    // network was cut stay with the server until it notices.
    internal static Task<PrivatePostgres> StartServerAsync(PrivatePostgresOptions options)
    {
        var settings = new Dictionary<string, string> { ["max_connections"] = "400" };
        return PrivatePostgres.StartAsync(CreateDirectory(), options with { Settings = settings });
    }

    // A test run may end by a kill, and a handler at exit would have no time: a small shell process waits for our end,
    // stops the server in the directory and removes it. The id may be somebody else's by then, so it looks first.
    private static void Watch(string directory)
    {
        const string script = """
            (
              trap '' INT HUP TERM
              while kill -0 "$1"; do sleep 0.5; done
              server=$(head -n 1 "$2/data/postmaster.pid")
              case $(ps -o args= -p "$server") in *"$2/data"*) kill -QUIT "$server" ;; *) server= ;; esac
              while [ -n "$server" ] && kill -0 "$server"; do sleep 0.1; done
              rm -rf "$2"
            ) </dev/null >/dev/null 2>&1 &
            """;
        var process = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        using var shell = Process.Start("sh", ["-c", script, "watchdog", process, directory]);
        shell.WaitForExit();
    }
}
