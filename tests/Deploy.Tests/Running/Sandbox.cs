using System.Diagnostics;

namespace BookedBarber.Deploy.Tests.Running;

/// <summary>
/// What a container of ours is to its program, without an engine: the user of the image, no way to get privileges, and
/// nothing that can be written to but <c>/tmp</c>, which is fresh. The programs are at <see cref="Programs"/>.
/// </summary>
internal static class Sandbox
{
    /// <summary>The user and the group, as in the Dockerfile.</summary>
    public const int User = 1654;

    /// <summary>Where the published programs are inside.</summary>
    public const string Programs = "/mnt";

    // Mounts of its own. What the system itself is made of stays as it is; all else is read-only from here on, but for
    // what the first two mounts have hidden.
    private const string Script = """
        set -e
        programs=$1
        shift
        mount --make-rprivate /
        mount --bind "$programs" /mnt
        mount -t tmpfs -o size=64m,mode=1777 tmpfs /tmp
        cut -d' ' -f5 /proc/self/mountinfo | sort -r | while read -r at; do
          case $at in /tmp | /proc | /proc/* | /sys | /sys/* | /dev | /dev/*) ;;
            *) if mountpoint -q "$at"; then mount -o remount,bind,ro "$at"; fi ;;
          esac
        done
        cd /
        exec setpriv --reuid 1654 --regid 1654 --clear-groups --no-new-privs --inh-caps=-all --bounding-set=-all "$@"
        """;

    /// <summary>Why there is none here, or null.</summary>
    public static string? SkipReason { get; } = OperatingSystem.IsLinux() && Environment.UserName == "root"
        ? Requirement.SkipReason("unshare and setpriv (util-linux) are needed.", "unshare", "--mount", "setpriv", "--version")
        : "A file system that is read-only for one process needs Linux and root.";

    /// <summary>What is put before a program and its arguments.</summary>
    public static string[] Launcher(string programs) => ["unshare", "--mount", "sh", "-c", Script, "sh", programs];

    /// <summary>Runs a command inside; its exit code and what it says.</summary>
    public static async Task<(int Code, string Output)> RunAsync(string programs, params string[] command)
    {
        string[] all = [.. Launcher(programs), .. command];
        using var process = Process.Start(new ProcessStartInfo(all[0], all[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await errors);
    }
}

/// <summary>A test that needs PostgreSQL and the sandbox.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SandboxFactAttribute : FactAttribute
{
    /// <summary>Decides whether the test can run here.</summary>
    public SandboxFactAttribute() => Skip = PostgresAvailability.SkipReason ?? Sandbox.SkipReason;
}
