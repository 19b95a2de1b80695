using System.Text.Json.Serialization;
using BookedBarber.Grains.Shops;

namespace BookedBarber.Silo.Operations;

/// <summary>What one process has counted since it started, and how it stands.</summary>
public sealed record ProcessFigures
{
    /// <summary>Which process: another one after each start.</summary>
    public required Guid Process { get; init; }

    /// <summary>What people call it: host and port.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it takes requests.</summary>
    public required bool IsFrontDoor { get; init; }

    /// <summary>Whether it hosts grains.</summary>
    public required bool HostsGrains { get; init; }

    /// <summary>The version of the program.</summary>
    public required string Version { get; init; }

    /// <summary>What its grains run on.</summary>
    public required string GrainRuntime { get; init; }

    /// <summary>Where it shows the Orleans Dashboard; null when it has none.</summary>
    public Uri? Dashboard { get; init; }

    /// <summary>How long it had run when this was read, in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>What was counted, by the names in <see cref="FigureNames"/>.</summary>
    public required IReadOnlyDictionary<string, long> Counters { get; init; }

    /// <summary>What goes up and down, by the names in <see cref="FigureNames"/>.</summary>
    public required IReadOnlyDictionary<string, long> Gauges { get; init; }

    /// <summary>How long things took in seconds, by the names in <see cref="FigureNames"/>.</summary>
    public required IReadOnlyDictionary<string, HistogramFigures> Histograms { get; init; }

    /// <summary>Where most people wanted to book during the last minute, the busiest first.</summary>
    public required IReadOnlyList<ShopRequests> Shops { get; init; }
}

/// <summary>How many observations there were, by their size.</summary>
/// <param name="Bounds">The upper bounds of the buckets; one more bucket has no bound.</param>
/// <param name="Counts">The observations in each bucket.</param>
/// <param name="Sum">The sum of all observations.</param>
public sealed record HistogramFigures(IReadOnlyList<double> Bounds, IReadOnlyList<long> Counts, double Sum);

/// <summary>The figures of another process, as it last reported them.</summary>
/// <param name="Figures">The figures.</param>
/// <param name="AgeSeconds">How long ago that was, by the clock of the database.</param>
public sealed record FigureReport(ProcessFigures Figures, double AgeSeconds);

/// <summary>How figures are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ProcessFigures))]
internal sealed partial class FigureJson : JsonSerializerContext;
