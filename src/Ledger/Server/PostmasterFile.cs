using System.Diagnostics;
using System.Globalization;

namespace BookedBarber.Ledger.Server;

/// <summary>
/// What <c>postmaster.pid</c> says about the server of a data directory, compared with what really runs. After a crash
/// the number in it may belong to nobody, to an orphan of ours, to a zombie that nobody has reaped, or to a stranger.
/// </summary>
internal sealed class PostmasterFile(string cluster)
{
    private readonly string _path = Path.Combine(cluster, "postmaster.pid");

    /// <summary>The process id in the file, or null when there is none.</summary>
    public int? ReadProcessId()
    {
        try
        {
            return int.TryParse(Line(0), NumberStyles.Integer, CultureInfo.InvariantCulture, out var id) ? id : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Whether that process is the server of this directory, and lives.</summary>
    public async Task<bool> IsServerAliveAsync(CancellationToken cancellationToken)
    {
        if (ReadProcessId() is not { } id)
        {
            return false;
        }

        // A zombie's command line is empty; a stranger's does not name this directory.
        var commandLine = Directory.Exists("/proc/self")
            ? ReadOrEmpty($"/proc/{id}/cmdline")
            : (await ProgramRun.TryAsync(
                ["ps", "-o", "args=", "-p", $"{id}"], TimeSpan.FromSeconds(10), cancellationToken)).Output;
        return commandLine.Contains(cluster, StringComparison.Ordinal);
    }

    /// <summary>
    /// Removes a file whose process id is taken by a zombie or a stranger: PostgreSQL would take it for a living
    /// server. A file whose process is gone is left to PostgreSQL, which knows how to judge it.
    /// </summary>
    public async Task RemoveIfMisleadingAsync(TimeSpan deadline, CancellationToken cancellationToken)
    {
        if (ReadProcessId() is not { } id || !Exists(id) || await IsServerAliveAsync(cancellationToken))
        {
            return;
        }

        // The file is also what keeps a new server from starting beside children of the dead one: they go first.
        var started = Stopwatch.GetTimestamp();
        while (HasAttachedChildren())
        {
            if (Stopwatch.GetElapsedTime(started) > deadline)
            {
                throw new TimeoutException($"Processes of a dead PostgreSQL still use '{cluster}'.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
        }

        File.Delete(_path);
    }

    private static bool Exists(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return true;
        }
        catch (ArgumentException)
        {
            return Directory.Exists($"/proc/{id}");
        }
    }

    private bool HasAttachedChildren()
    {
        const string table = "/proc/sysvipc/shm";
        var segment = Line(6)?.Split(' ', StringSplitOptions.RemoveEmptyEntries).LastOrDefault();
        return segment is not null && File.Exists(table) && File.ReadLines(table)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Any(columns => columns.Length > 6 && columns[1] == segment && columns[6] != "0");
    }

    private string? Line(int index) =>
        File.Exists(_path) ? File.ReadLines(_path).ElementAtOrDefault(index)?.Trim() : null;

    private static string ReadOrEmpty(string path)
    {
        try
        {
            return File.ReadAllText(path).Replace('\0', ' ');
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
