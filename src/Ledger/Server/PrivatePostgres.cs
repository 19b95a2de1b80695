using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace BookedBarber.Ledger.Server;

// A server of our own, for who has none. It is started by pg_ctl, which puts it in a session of its own: Ctrl-C in our
// terminal reaches us and not the server, so that we can finish what is pending before we stop it.
//
// A process that is killed leaves its server running. The next start finds it by postmaster.pid, stops it and starts it
// again: connections of the dead go with it, and what was committed is on disk. That the other process is dead is known
// by the lock file, which the operating system releases with its owner; while the owner lives, a second one is refused.

/// <summary>
/// A PostgreSQL server of our own in a directory, listening on 127.0.0.1 only, with a generated password. It is started
/// with <see cref="StartAsync"/> and stopped with <see cref="DisposeAsync"/>; everything is as durable as any
/// PostgreSQL.
/// </summary>
public sealed class PrivatePostgres : IAsyncDisposable
{
    private const string Superuser = "bookedbarber";

    private readonly PrivatePostgresOptions _options;
    private readonly PostgresBinaries _binaries;
    private readonly ServiceAccount _account;
    private readonly Cluster _cluster;
    private readonly PostmasterFile _postmaster;
    private readonly FileStream _lock;
    private bool _disposed;

    private PrivatePostgres(
        PrivatePostgresOptions options,
        PostgresBinaries binaries,
        ServiceAccount account,
        Cluster cluster,
        FileStream directoryLock)
    {
        _options = options;
        _binaries = binaries;
        _account = account;
        _cluster = cluster;
        _postmaster = new PostmasterFile(cluster.DataPath);
        _lock = directoryLock;
    }

    /// <summary>How to reach the application's database.</summary>
    public string ConnectionString => ConnectionStringTo(_options.Database);

    /// <summary>The port on 127.0.0.1.</summary>
    public int Port { get; private set; }

    /// <summary>The process id of the server (its postmaster).</summary>
    public int ProcessId { get; private set; }

    /// <summary>
    /// The PostgreSQL data directory. See <see cref="PrivatePostgres"/> for when it is not in the one given.
    /// </summary>
    public string DataPath => _cluster.DataPath;

    /// <summary>The server's own log.</summary>
    public string LogPath => _cluster.LogPath;

    /// <summary>
    /// Starts a server in <paramref name="directory"/>, which is made if need be. A server that a crashed process left
    /// there is taken over.
    /// </summary>
    /// <exception cref="PostgresMissingException">There is no PostgreSQL on this machine.</exception>
    public static async Task<PrivatePostgres> StartAsync(
        string directory, PrivatePostgresOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException(
                "A private PostgreSQL is not started on Windows: name a server in ConnectionStrings__BookedBarber.");
        }

        options ??= new PrivatePostgresOptions();
        var home = Path.GetFullPath(directory);
        Directory.CreateDirectory(home);
        var directoryLock = Lock(home);
        try
        {
            var account = await ServiceAccount.FindAsync(cancellationToken);
            var cluster = await Cluster.OpenAsync(home, account, cancellationToken);
            var version = cluster.ReadMajorVersion();
            var binaries = await PostgresBinaries.FindAsync(version, cancellationToken);
            if (version is null)
            {
                await cluster.InitializeAsync(binaries, Superuser, options.StartDeadline, cancellationToken);
            }

            var server = new PrivatePostgres(options, binaries, account, cluster, directoryLock);
            await server.StopAsync(cancellationToken);
            await server.LaunchAsync(options.Port != 0 ? options.Port : cluster.ReadPort(), cancellationToken);
            try
            {
                await server.CreateDatabaseAsync(cancellationToken);
            }
            catch
            {
                await server.StopAsync(CancellationToken.None);
                throw;
            }

            return server;
        }
        catch
        {
            await directoryLock.DisposeAsync();
            throw;
        }
    }

    /// <summary>How to reach another database of this server.</summary>
    public string ConnectionStringTo(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = Port,
        Username = Superuser,
        Password = _cluster.Password,
        Database = database,
    }.ConnectionString;

    /// <summary>Kills the server as a power cut would (SIGKILL) and waits until it is gone.</summary>
    public async Task KillAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            using var process = Process.GetProcessById(ProcessId);
            process.Kill();
        }
        catch (ArgumentException)
        {
            return;
        }

        await WaitUntilGoneAsync(cancellationToken);
    }

    /// <summary>Starts the server again, on the same port, after <see cref="KillAsync"/> or a crash.</summary>
    public async Task StartAgainAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        await StopAsync(cancellationToken);
        await LaunchAsync(Port, cancellationToken, anotherPortWillDo: false);
    }

    /// <summary>Stops the server; open transactions are rolled back.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        try
        {
            await StopAsync(CancellationToken.None);
        }
        finally
        {
            await _lock.DisposeAsync();
        }
    }

    private static FileStream Lock(string home)
    {
        var path = Path.Combine(home, "postgres.lock");
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception)
        {
            throw new InvalidOperationException(
                $"The data directory '{home}' is in use by another BookedBarber process. Stop that one, or name "
                + "another directory.",
                exception);
        }
    }

    private async Task LaunchAsync(int port, CancellationToken cancellationToken, bool anotherPortWillDo = true)
    {
        await _postmaster.RemoveIfMisleadingAsync(_options.StopDeadline, cancellationToken);
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            Port = anotherPortWillDo ? FreePort.Find(port) : port;
            var run = await _account.RunAsync(
                [
                    _binaries["pg_ctl"], "start", "-D", DataPath, "-l", LogPath, "-o", ServerArguments(),
                    "-w", "-t", Seconds(_options.StartDeadline), "-s",
                ],
                _options.StartDeadline + TimeSpan.FromSeconds(5),
                cancellationToken);
            if (run.Succeeded)
            {
                ProcessId = _postmaster.ReadProcessId()
                    ?? throw new InvalidOperationException($"PostgreSQL ended right after its start; see '{LogPath}'.");
                _cluster.WritePort(Port);
                return;
            }

            // Children of a killed server need a moment to notice, and somebody may have been faster with the port.
            if (Stopwatch.GetElapsedTime(started) > _options.StartDeadline || !IsPassing(LastLines()))
            {
                throw new InvalidOperationException(
                    $"PostgreSQL did not start in '{DataPath}': {run.Output}\n{LastLines()}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
        }
    }

    private string ServerArguments()
    {
        var settings = new Dictionary<string, string>(_options.Settings)
        {
            ["listen_addresses"] = "127.0.0.1",
            ["port"] = Port.ToString(CultureInfo.InvariantCulture),
            ["unix_socket_directories"] = "",
        };
        return string.Join(' ', settings.Select(setting => $"-c {setting.Key}='{setting.Value}'"));
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var mode in (string[])["fast", "immediate"])
        {
            if (!await _postmaster.IsServerAliveAsync(cancellationToken))
            {
                return;
            }

            await _account.RunAsync(
                [_binaries["pg_ctl"], "stop", "-D", DataPath, "-m", mode, "-w", "-t", Seconds(_options.StopDeadline)],
                _options.StopDeadline + TimeSpan.FromSeconds(5),
                cancellationToken);
        }

        if (await _postmaster.IsServerAliveAsync(cancellationToken) && _postmaster.ReadProcessId() is { } id)
        {
            ProcessId = id;
            await KillAsync(cancellationToken);
        }
    }

    private async Task WaitUntilGoneAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        while (await _postmaster.IsServerAliveAsync(cancellationToken))
        {
            if (Stopwatch.GetElapsedTime(started) > _options.StopDeadline)
            {
                throw new TimeoutException($"PostgreSQL (process {ProcessId}) was killed and is still there.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10), cancellationToken);
        }
    }

    private async Task CreateDatabaseAsync(CancellationToken cancellationToken)
    {
        await using var dataSource = NpgsqlDataSource.Create(ConnectionStringTo("postgres") + ";Pooling=false");
        await using var find = dataSource.CreateCommand("select 1 from pg_database where datname = $1");
        find.Parameters.Add(new() { Value = _options.Database });
        if (await find.ExecuteScalarAsync(cancellationToken) is null)
        {
            var name = _options.Database.Replace("\"", "\"\"", StringComparison.Ordinal);
            await using var create = dataSource.CreateCommand($"create database \"{name}\"");
            await create.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private string LastLines() =>
        File.Exists(LogPath) ? string.Join('\n', File.ReadLines(LogPath).TakeLast(12)) : "";

    private static bool IsPassing(string log) =>
        log.Contains("is still in use", StringComparison.Ordinal)
        || log.Contains("Address already in use", StringComparison.Ordinal);

    private static string Seconds(TimeSpan time) =>
        Math.Ceiling(time.TotalSeconds).ToString("0", CultureInfo.InvariantCulture);
}
