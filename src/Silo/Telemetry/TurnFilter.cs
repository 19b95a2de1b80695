using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Reflection;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Grains.Shops;

namespace BookedBarber.Silo.Telemetry;

/// <summary>
/// Measures the turns of our grains, by kind of grain. What the runtime does with grains of its own is left out.
/// </summary>
internal sealed class TurnFilter : IIncomingGrainCallFilter
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "BookedBarber.Grains";

    private static readonly Assembly OurGrains = typeof(ShopGrain).Assembly;

    private readonly ConcurrentDictionary<MethodInfo, KeyValuePair<string, object?>?> _labels = new();
    private readonly Histogram<double> _seconds;
    private readonly TimeProvider _clock;

    public TurnFilter(IMeterFactory meters, TimeProvider clock)
    {
        _clock = clock;
        _seconds = meters.Create(MeterName).CreateHistogram(
            "bookedbarber.grains.turn.duration",
            unit: "s",
            description: "Time from the start of a call in its grain until its end, what it waits for included.",
            advice: new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries =
                [
                    0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5,
                ],
            });
    }

    /// <inheritdoc/>
    public Task Invoke(IIncomingGrainCallContext context) =>
        _seconds.Enabled && LabelOf(context) is { } grain ? MeasureAsync(context, grain) : context.Invoke();

    private async Task MeasureAsync(IIncomingGrainCallContext context, KeyValuePair<string, object?> grain)
    {
        var started = _clock.GetTimestamp();
        try
        {
            await context.Invoke();
        }
        finally
        {
            _seconds.Record(_clock.GetElapsedTime(started).TotalSeconds, grain);
        }
    }

    // By method, which a call knows at no cost; the name of the grain's kind is asked for once.
    private KeyValuePair<string, object?>? LabelOf(IIncomingGrainCallContext context) => _labels.GetOrAdd(
        context.InterfaceMethod,
        static (method, call) => call.Grain.GetType().Assembly == OurGrains && !IsLongPoll(method)
            ? new KeyValuePair<string, object?>("grain", call.TargetId.Type.ToString())
            : null,
        context);

    // It waits for something to happen: how long says nothing of the grain.
    private static bool IsLongPoll(MethodInfo method) =>
        method.Name is nameof(IShopGrain.AwaitChange) or nameof(IShopGrain.AwaitTimelineChange);
}
