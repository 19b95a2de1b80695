using System.Runtime.InteropServices;

namespace BookedBarber.Bench.Report;

/// <summary>Where the numbers come from.</summary>
internal sealed record Machine(string Processor, int Cores, long MemoryBytes, string System)
{
    private const string ProcessorsFile = "/proc/cpuinfo";

    public static Machine Read() => new(
        ProcessorName(),
        Environment.ProcessorCount,
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
        $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}");

    private static string ProcessorName() =>
        File.Exists(ProcessorsFile)
        && File.ReadLines(ProcessorsFile).FirstOrDefault(
            line => line.StartsWith("model name", StringComparison.Ordinal)) is { } line
            ? line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()
            : "unknown processor";
}
