using System.Diagnostics.Metrics;
using BookedBarber.Embedded.Tests.Hosting;
using BookedBarber.Embedded.Tests.Timers;
using BookedBarber.Embedded.Tests.Turns;
using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Embedded.Tests.EmbeddedOnly;

/// <summary>
/// What the runtime tells of its activations, as Orleans does, so that whoever watches either looks at the same names.
/// Orleans' own meter belongs to the process, not to a host, so that hosts side by side could not be told apart.
/// </summary>
public sealed class InstrumentTests : IAsyncLifetime
{
    private const string Activations = "orleans-catalog-activations";
    private const string Calls = "orleans-messaging-processing-activation-data";

    private readonly string _key = Probe.NewKey();
    private GrainHost _host = null!;

    private Probe Probe => Probe.Of(_key);

    public async Task InitializeAsync() => _host = await GrainHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Active_grains_are_a_gauge_by_their_type()
    {
        var before = Read(Activations, "turn");

        for (var i = 0; i < 3; i++) await _host.Grains.GetGrain<ITurnGrain>($"{_key}-{i}").Increment();

        Assert.Equal(before + 3, Read(Activations, "turn"));
        Assert.Equal(0, Read(Activations, "timer"));
    }

    [Fact]
    public async Task A_tick_of_a_timer_is_no_call()
    {
        var grain = _host.Grains.GetGrain<ITimerGrain>(_key);
        await grain.Start("tick", new(TimeSpan.Zero, TimeSpan.FromMinutes(1), Gate: "gate"));
        await Probe.Reached("gate");

        Assert.Equal(0, Read(Calls));

        var waiting = grain.Touch();
        Assert.Equal(1, Read(Calls));
        Probe.Open("gate");
        await waiting.WaitAsync(Probe.Patience);
    }

    [Fact]
    public async Task Calls_that_have_arrived_and_not_ended_are_a_gauge_whether_they_run_or_wait()
    {
        var grain = _host.Grains.GetGrain<ITurnGrain>(_key);
        var before = Read(Calls);
        Task[] calls =
        [
            grain.Hold("first"), grain.Hold("second"), grain.Note("third"), grain.HoldInterleaving("beside"),
        ];
        await Probe.Reached("first");
        await Probe.Reached("beside");
        await Probe.Until(() => Read(Calls) == before + 4, "four calls are there");

        Probe.Open("first");
        await Probe.Reached("second");
        await Probe.Until(() => Read(Calls) == before + 3, "one of them has ended");

        Probe.Open("second");
        Probe.Open("beside");
        await Task.WhenAll(calls).WaitAsync(Probe.Patience);
        await Probe.Until(() => Read(Calls) == before, "all of them have ended");
    }

    private long Read(string name, string? grainType = null)
    {
        long? seen = null;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == name && instrument.Meter.Name == "Microsoft.Orleans"
                    && instrument.Meter.Scope == _host.Services.GetRequiredService<IMeterFactory>())
                {
                    Assert.StartsWith("ObservableGauge", instrument.GetType().Name, StringComparison.Ordinal);
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<int>((_, value, tags, _) => Take(value, tags));
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) => Take(value, tags));
        listener.Start();
        listener.RecordObservableInstruments();
        return Assert.NotNull(seen);

        void Take(long value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            if (grainType is null ? tags.IsEmpty : tags.Contains(new("grain_type", grainType))) seen = value;
        }
    }
}
