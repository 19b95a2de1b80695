using System.Diagnostics.Metrics;

namespace BookedBarber.Silo.Telemetry;

/// <summary>Which program runs: a gauge that is always 1, for joins and for seeing a rollout.</summary>
public sealed class ProgramInstruments
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "BookedBarber.Silo";

    private static readonly KeyValuePair<string, object?>[] Labels =
    [
        new("version", RunningProgram.Version),
        new("grain_runtime", RunningProgram.GrainRuntime),
        new("dotnet", RunningProgram.DotNet),
    ];

    /// <summary>Creates the instrument.</summary>
    public ProgramInstruments(IMeterFactory meters) =>
        meters.Create(MeterName).CreateObservableGauge(
            "bookedbarber.build.info",
            static () => new Measurement<int>(1, Labels),
            description: "Always 1; the labels say which program this is.");
}
