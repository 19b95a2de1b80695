using System.Text.Json;
using System.Text.Json.Serialization;

namespace BookedBarber.Capacity.Measured;

/// <summary>What one processor and one GiB carry, from <c>capacity.json</c>.</summary>
internal sealed record MeasuredNumbers
{
    /// <summary>The command that measures all of them, and prints the file.</summary>
    public const string Command = "dotnet run -c Release -p:GrainRuntime=Orleans --project bench/Load -- capacity";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Requests that a front door passes on, nineteen pages to a booking.</summary>
    public required double ApiRequestsPerSecondPerCpu { get; init; }

    /// <summary>Pages that a silo answers.</summary>
    public required double SiloPagesPerSecondPerCpu { get; init; }

    /// <summary>Bookings that a silo commits.</summary>
    public required double SiloBookingsPerSecondPerCpu { get; init; }

    /// <summary>
    /// Grains by which a silo grows by one GiB: shops with the page that is read most, and ten barbers for each.
    /// </summary>
    public required double ActivationsPerGiB { get; init; }

    /// <summary>The 95th percentile of a turn when one client books, one booking after the other.</summary>
    public required double TurnSecondsP95Unloaded { get; init; }

    /// <summary>From the start of a silo's process until it is ready, in a cluster that runs.</summary>
    public required double SecondsUntilReady { get; init; }

    /// <summary>Each number with its name in the file.</summary>
    public IEnumerable<(string Name, double Value)> All =>
    [
        ("apiRequestsPerSecondPerCpu", ApiRequestsPerSecondPerCpu),
        ("siloPagesPerSecondPerCpu", SiloPagesPerSecondPerCpu),
        ("siloBookingsPerSecondPerCpu", SiloBookingsPerSecondPerCpu),
        ("activationsPerGiB", ActivationsPerGiB),
        ("turnSecondsP95Unloaded", TurnSecondsP95Unloaded),
        ("secondsUntilReady", SecondsUntilReady),
    ];

    /// <summary>Reads the file beside the program.</summary>
    public static MeasuredNumbers Read() => JsonSerializer.Deserialize<MeasuredNumbers>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "capacity.json")), Json)!;
}
