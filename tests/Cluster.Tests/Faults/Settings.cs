using System.Globalization;

namespace BookedBarber.Cluster.Tests.Faults;

/// <summary>How long, and with which numbers: set in environment variables, see docs/cluster-tests.md.</summary>
internal static class Settings
{
    private const int DefaultSeconds = 20;

    /// <summary>What customers want and which silo is next follows from it.</summary>
    public static int Seed { get; } = Read("BOOKEDBARBER_CLUSTER_SEED", 20261125);

    /// <summary>For how long each kind of fault goes on.</summary>
    public static TimeSpan Duration { get; } =
        TimeSpan.FromSeconds(Read("BOOKEDBARBER_CLUSTER_SECONDS", DefaultSeconds));

    private static int Read(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : otherwise;
}
