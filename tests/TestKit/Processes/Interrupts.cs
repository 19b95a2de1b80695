using System.Diagnostics;
using System.Globalization;

namespace BookedBarber.TestKit.Processes;

/// <summary>
/// Starts a program so that it can be interrupted. A shell lets what it starts in the background ignore SIGINT, and
/// whoever is started from there inherits that.
/// </summary>
public static class Interrupts
{
    private const string OwnStatus = "/proc/self/status";
    private const string IgnoredSignals = "SigIgn:";
    private const ulong Interrupt = 1UL << (2 - 1);

    public static ProcessStartInfo Program(string program) =>
        AreIgnored() ? new ProcessStartInfo("env", ["--default-signal=INT", program]) : new ProcessStartInfo(program);

    private static bool AreIgnored()
    {
        var line = File.Exists(OwnStatus)
            ? File.ReadLines(OwnStatus).FirstOrDefault(one => one.StartsWith(IgnoredSignals, StringComparison.Ordinal))
            : null;
        return line is not null && (Mask(line) & Interrupt) != 0;
    }

    private static ulong Mask(string line) => ulong.Parse(
        line.AsSpan(IgnoredSignals.Length).Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
