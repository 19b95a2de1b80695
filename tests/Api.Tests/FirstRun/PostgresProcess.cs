using System.Diagnostics;
using System.Globalization;
using BookedBarber.Api.Tests.Server;

namespace BookedBarber.Api.Tests.FirstRun;

/// <summary>The private PostgreSQL of a data directory, as the operating system knows it.</summary>
internal static class PostgresProcess
{
    /// <summary>Its process id, or null when there is none.</summary>
    public static int? IdIn(string dataDirectory)
    {
        var file = Path.Combine(DataDirectory.PostgresData(dataDirectory), "postmaster.pid");
        return File.Exists(file)
            ? int.Parse(File.ReadLines(file).First(), NumberStyles.None, CultureInfo.InvariantCulture)
            : null;
    }

    /// <summary>Whether it runs; one that has ended and still waits for its parent (a zombie) does not.</summary>
    public static bool IsAlive(int id)
    {
        var ps = new ProcessStartInfo("ps", ["-o", "stat=", "-p", id.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(ps)!;
        var state = process.StandardOutput.ReadToEnd().Trim();
        return state.Length > 0 && state[0] != 'Z';
    }
}
