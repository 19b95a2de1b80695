namespace BookedBarber.Ledger.Server;

/// <summary>
/// Who runs the server: ourselves, or the user <c>postgres</c> when we are root, because PostgreSQL refuses to run as
/// root.
/// </summary>
internal sealed class ServiceAccount
{
    private const string User = "postgres";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Func<IReadOnlyList<string>, IReadOnlyList<string>> _asUser;

    private ServiceAccount(bool isOther, Func<IReadOnlyList<string>, IReadOnlyList<string>> asUser)
    {
        IsOther = isOther;
        _asUser = asUser;
    }

    /// <summary>Whether it is another user than ourselves.</summary>
    public bool IsOther { get; }

    public static async Task<ServiceAccount> FindAsync(CancellationToken cancellationToken)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return new ServiceAccount(isOther: false, command => command);
        }

        // Not every setpriv can change the user (busybox), so each way is tried before it is trusted.
        Func<IReadOnlyList<string>, IReadOnlyList<string>>[] ways =
        [
            command => ["setpriv", $"--reuid={User}", $"--regid={User}", "--init-groups", "--", .. command],
            command => ["runuser", "-u", User, "--", .. command],
            command => ["su", "-s", "/bin/sh", User, "-c", string.Join(' ', command.Select(Quote))],
        ];
        foreach (var way in ways)
        {
            if ((await ProgramRun.TryAsync(way(["true"]), Patience, cancellationToken)).Succeeded)
            {
                return new ServiceAccount(isOther: true, way);
            }
        }

        throw new InvalidOperationException(
            $"PostgreSQL does not run as root, and commands cannot be run as the user '{User}' (setpriv, runuser and "
            + $"su were tried). Create that user (useradd --system {User}), or start as an ordinary user.");
    }

    public Task<ProgramRun> RunAsync(
        IReadOnlyList<string> command, TimeSpan deadline, CancellationToken cancellationToken) =>
        ProgramRun.RunAsync(_asUser(command), deadline, cancellationToken);

    /// <summary>Makes the account the owner of a file or directory.</summary>
    public async Task OwnAsync(string path, CancellationToken cancellationToken)
    {
        if (!IsOther)
        {
            return;
        }

        var run = await ProgramRun.TryAsync(["chown", User, path], Patience, cancellationToken);
        if (!run.Succeeded)
        {
            throw new InvalidOperationException($"Cannot give '{path}' to the user '{User}': {run.Output}");
        }
    }

    /// <summary>Whether the account can reach a directory and write in it.</summary>
    public async Task<bool> CanWriteAsync(string path, CancellationToken cancellationToken) =>
        !IsOther || (await RunAsync(["test", "-w", path], Patience, cancellationToken)).Succeeded;

    private static string Quote(string argument) => $"'{argument.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
