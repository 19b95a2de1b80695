using System.Diagnostics.Metrics;

namespace BookedBarber.Size.Hosting;

/// <summary>How many grains are active, as the runtime tells its metrics.</summary>
internal sealed class ActiveGrains : IDisposable
{
    private const string Meter = "Microsoft.Orleans";
    private const string Instrument = "orleans-catalog-activations";

    private readonly MeterListener _listener = new();
    private long _sum;

    public ActiveGrains()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == Meter && instrument.Name == Instrument)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<int>((_, value, _, _) => _sum += value);
        _listener.Start();
    }

    public long Count()
    {
        _sum = 0;
        _listener.RecordObservableInstruments();
        return _sum;
    }

    public void Dispose() => _listener.Dispose();
}
