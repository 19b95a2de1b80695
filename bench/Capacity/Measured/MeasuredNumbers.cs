using System.Text.Json;
using System.Text.Json.Serialization;

namespace BookedBarber.Capacity.Measured;

/// <summary>A number, and the command that measures it.</summary>
/// <param name="Value">The number.</param>
/// <param name="Placeholder">Whether it was assumed and not yet measured.</param>
/// <param name="Source">How to measure it.</param>
internal sealed record MeasuredNumber(double Value, bool Placeholder, string Source);

/// <summary>What one processor and one GiB carry, from <c>capacity.json</c>.</summary>
internal sealed record MeasuredNumbers
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Requests that the front door passes on.</summary>
    public required MeasuredNumber ApiRequestsPerSecondPerCpu { get; init; }

    /// <summary>Pages that silos answer.</summary>
    public required MeasuredNumber SiloPagesPerSecondPerCpu { get; init; }

    /// <summary>Bookings that silos commit.</summary>
    public required MeasuredNumber SiloBookingsPerSecondPerCpu { get; init; }

    /// <summary>Grains that fit into memory.</summary>
    public required MeasuredNumber ActivationsPerGiB { get; init; }

    /// <summary>How long a turn takes when nothing else is going on.</summary>
    public required MeasuredNumber TurnSecondsP95Unloaded { get; init; }

    /// <summary>How long a new pod takes until it is ready.</summary>
    public required MeasuredNumber SecondsUntilReady { get; init; }

    /// <summary>Each number with its name in the file.</summary>
    public IEnumerable<(string Name, MeasuredNumber Number)> All =>
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
