using System.Globalization;

namespace BookedBarber.Bench.Generator;

/// <summary>Every connection is an open file, here and in the server.</summary>
internal static class OpenFiles
{
    private const string LimitsFile = "/proc/self/limits";
    private const string OpenFolder = "/proc/self/fd";
    private const string LimitName = "Max open files";

    // Libraries, pipes and whatever else the runtime opens while it runs.
    private const int Spare = 500;

    /// <summary>Says so before anything is measured when so many connections more are not allowed.</summary>
    /// <exception cref="InvalidOperationException">The limit is too low.</exception>
    public static void Require(int connections)
    {
        if (!File.Exists(LimitsFile))
        {
            return;
        }

        var needed = Directory.GetFiles(OpenFolder).Length + connections + Spare;
        if (Limit() < needed)
        {
            throw new InvalidOperationException(
                $"{connections:N0} clients need {needed:N0} open files in this process, and the limit is {Limit():N0}. "
                + $"Say `ulimit -n {Math.Max(20_000, needed)}` in this shell first; the server inherits it.");
        }
    }

    private static long Limit()
    {
        var line = File.ReadLines(LimitsFile).First(line => line.StartsWith(LimitName, StringComparison.Ordinal));
        var soft = line[LimitName.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];
        return soft == "unlimited" ? long.MaxValue : long.Parse(soft, CultureInfo.InvariantCulture);
    }
}
