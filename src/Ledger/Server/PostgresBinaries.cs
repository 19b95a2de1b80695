using System.Globalization;
using System.Text.RegularExpressions;

namespace BookedBarber.Ledger.Server;

/// <summary>A directory with the programs of one PostgreSQL release.</summary>
public sealed partial class PostgresBinaries
{
    private static readonly string[] Needed = ["postgres", "initdb", "pg_ctl"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly string _directory;

    private PostgresBinaries(string directory, int major)
    {
        _directory = directory;
        Major = major;
    }

    /// <summary>The major version, for example 17.</summary>
    public int Major { get; }

    /// <summary>The full path of one program.</summary>
    public string this[string program] => Path.Combine(_directory, program);

    /// <summary>
    /// Looks on PATH, asks <c>pg_config</c>, and looks where distributions put it. A data directory can only be opened
    /// by the major version that made it; without one the first release found is taken.
    /// </summary>
    /// <exception cref="PostgresMissingException">There is none, or none of that version.</exception>
    public static async Task<PostgresBinaries> FindAsync(int? major, CancellationToken cancellationToken)
    {
        var others = new SortedSet<int>();
        foreach (var directory in await CandidatesAsync(cancellationToken))
        {
            if (!Needed.All(program => File.Exists(Path.Combine(directory, program))))
            {
                continue;
            }

            var answer = await ProgramRun.TryAsync(
                [Path.Combine(directory, "postgres"), "--version"], Patience, cancellationToken);
            var match = FirstNumber().Match(answer.Output);
            if (!answer.Succeeded || !match.Success)
            {
                continue;
            }

            var found = int.Parse(match.ValueSpan, CultureInfo.InvariantCulture);
            if (major is null || found == major)
            {
                return new PostgresBinaries(directory, found);
            }

            others.Add(found);
        }

        throw new PostgresMissingException(others.Count == 0
            ? "looked on PATH, asked pg_config, and looked under /usr/lib/postgresql"
            : $"the data directory was made by version {major}, and only {string.Join(", ", others)} is here");
    }

    private static async Task<IEnumerable<string>> CandidatesAsync(CancellationToken cancellationToken)
    {
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Where(Path.IsPathFullyQualified);
        var config = await ProgramRun.TryAsync(["pg_config", "--bindir"], Patience, cancellationToken);
        return
        [
            .. onPath,
            .. config.Succeeded ? [config.Output] : Array.Empty<string>(),
            .. Releases("/usr/lib/postgresql", "bin"),
            .. Releases("/usr/local/lib/postgresql", "bin"),
            .. Releases("/opt/homebrew/opt", "bin"),
            .. Releases("/usr", "bin"),
        ];
    }

    private static IEnumerable<string> Releases(string root, string inside) =>
        !Directory.Exists(root)
            ? []
            : Directory.EnumerateDirectories(root)
                .Select(directory => (Path: Path.Combine(directory, inside), Version: Version(directory)))
                .Where(release => release.Version > 0)
                .OrderByDescending(release => release.Version)
                .Select(release => release.Path);

    private static int Version(string directory)
    {
        var match = ReleaseName().Match(Path.GetFileName(directory));
        return match.Success ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : 0;
    }

    [GeneratedRegex(@"\d+")]
    private static partial Regex FirstNumber();

    [GeneratedRegex(@"^(?:postgresql@|pgsql-)?(\d+)$")]
    private static partial Regex ReleaseName();
}
