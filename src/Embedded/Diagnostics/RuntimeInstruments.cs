using System.Diagnostics.Metrics;
using Orleans.Hosting;

namespace Orleans.Diagnostics;

/// <summary>
/// What Orleans tells of its activations, under its names and of the same kinds. Nothing is counted as calls go by:
/// whoever collects has the activations looked at.
/// </summary>
internal sealed class RuntimeInstruments
{
    private const string MeterName = "Microsoft.Orleans";

    public RuntimeInstruments(GrainRuntime runtime, IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        meter.CreateObservableGauge("orleans-catalog-activations", runtime.CountActivations);
        meter.CreateObservableGauge("orleans-messaging-processing-activation-data", runtime.CountCalls);
    }
}
