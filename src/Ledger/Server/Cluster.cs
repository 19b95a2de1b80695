using System.Globalization;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;

namespace BookedBarber.Ledger.Server;

/// <summary>
/// The files of a private server: the database cluster, the log and the password. They live in the directory that the
/// caller names; only when root runs the server as another user who cannot get there, the cluster lives elsewhere.
/// </summary>
internal sealed class Cluster
{
    private const string Elsewhere = "/var/lib/bookedbarber";
    private const UnixFileMode OnlyOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Enterable = OnlyOwner | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private readonly string _home;
    private readonly string _base;
    private readonly ServiceAccount _account;

    private Cluster(string home, string @base, ServiceAccount account)
    {
        _home = home;
        _base = @base;
        _account = account;
    }

    /// <summary>The data directory in PostgreSQL's sense.</summary>
    public string DataPath => Path.Combine(_base, "data");

    public string LogPath => Path.Combine(DataPath, "server.log");

    public string Password => File.ReadAllText(PasswordPath);

    private string PasswordPath => Path.Combine(_home, "postgres.password");

    private string PortPath => Path.Combine(_home, "postgres.port");

    [UnsupportedOSPlatform("windows")]
    public static async Task<Cluster> OpenAsync(
        string home, ServiceAccount account, CancellationToken cancellationToken)
    {
        if (!account.IsOther || await IsReachableAsync(home, account, cancellationToken))
        {
            return new Cluster(home, home, account);
        }

        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(home)))[..16];
        var other = Path.Combine(Elsewhere, name);
        Directory.CreateDirectory(other, Enterable);
        return await IsReachableAsync(other, account, cancellationToken)
            ? new Cluster(home, other, account)
            : throw new InvalidOperationException(
                $"PostgreSQL runs as the user 'postgres', who can enter neither '{home}' nor '{other}'. Name a data "
                + "directory whose parent directories are open to everyone (chmod o+x).");
    }

    /// <summary>The major version that made the cluster, or null when there is none yet.</summary>
    public int? ReadMajorVersion()
    {
        var path = Path.Combine(DataPath, "PG_VERSION");
        return File.Exists(path) ? int.Parse(File.ReadAllText(path), CultureInfo.InvariantCulture) : null;
    }

    public int ReadPort() =>
        File.Exists(PortPath) && int.TryParse(File.ReadAllText(PortPath), CultureInfo.InvariantCulture, out var port)
            ? port
            : 0;

    public void WritePort(int port) => File.WriteAllText(PortPath, port.ToString(CultureInfo.InvariantCulture));

    /// <summary>Makes the cluster and its password. What an interrupted attempt left behind is thrown away.</summary>
    [UnsupportedOSPlatform("windows")]
    public async Task InitializeAsync(
        PostgresBinaries binaries, string superuser, TimeSpan deadline, CancellationToken cancellationToken)
    {
        var unfinished = DataPath + ".new";
        var handover = Path.Combine(_base, "password.new");
        if (Directory.Exists(unfinished))
        {
            Directory.Delete(unfinished, recursive: true);
        }

        Directory.CreateDirectory(unfinished, OnlyOwner | UnixFileMode.UserExecute);
        await _account.OwnAsync(unfinished, cancellationToken);
        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        WriteSecret(PasswordPath, password);
        WriteSecret(handover, password);
        try
        {
            await _account.OwnAsync(handover, cancellationToken);
            var run = await _account.RunAsync(
                [
                    binaries["initdb"], "-D", unfinished, $"--username={superuser}", $"--pwfile={handover}",
                    "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--data-checksums",
                ],
                deadline,
                cancellationToken);
            if (!run.Succeeded)
            {
                throw new InvalidOperationException($"initdb could not create '{DataPath}':\n{run.Output}");
            }
        }
        finally
        {
            File.Delete(handover);
        }

        // A cluster is there whole or not at all.
        Directory.Move(unfinished, DataPath);
    }

    private static async Task<bool> IsReachableAsync(
        string directory, ServiceAccount account, CancellationToken cancellationToken)
    {
        var probe = Path.Combine(directory, $"probe-{Guid.NewGuid():N}");
        Directory.CreateDirectory(probe);
        try
        {
            await account.OwnAsync(probe, cancellationToken);
            return await account.CanWriteAsync(probe, cancellationToken);
        }
        finally
        {
            Directory.Delete(probe);
        }
    }

    [UnsupportedOSPlatform("windows")]
    private static void WriteSecret(string path, string secret)
    {
        File.Delete(path);
        using var file = new FileStream(
            path,
            new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OnlyOwner });
        file.Write(Encoding.ASCII.GetBytes(secret));
    }
}
