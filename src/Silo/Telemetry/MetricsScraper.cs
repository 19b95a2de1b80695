using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace BookedBarber.Silo.Telemetry;

/// <summary>Collects the metrics of this process when it is asked to, one scrape at a time.</summary>
public sealed class MetricsScraper : IDisposable
{
    // Shorter than the ten seconds after which Prometheus gives a scrape up.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly PullExporter _exporter = new();
    private readonly MeterProvider _provider;
    private readonly TimeProvider _clock;

    /// <summary>Begins to listen to the meters.</summary>
    public MetricsScraper(TimeProvider clock)
    {
        _clock = clock;
#pragma warning disable CA2000 // The provider disposes of its readers.
        _provider = Sdk.CreateMeterProviderBuilder()
            .AddProgramMeters()
            .AddReader(new BaseExportingMetricReader(_exporter))
            .Build();
#pragma warning restore CA2000
    }

    /// <summary>The metrics in Prometheus' text format; null when they are not there in time.</summary>
    public async Task<ReadOnlyMemory<byte>?> ScrapeAsync(CancellationToken cancellationToken)
    {
        var text = new PrometheusText();
        return await FillAsync(text, cancellationToken) ? (ReadOnlyMemory<byte>?)text.ToUtf8() : null;
    }

    /// <summary>Brings the metrics into a form; false when they are not there in time: it is of no use then.</summary>
    internal async Task<bool> FillAsync(IMetricsForm form, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(Deadline, _clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            await _turn.WaitAsync(end.Token);

            // An observable instrument that hangs keeps the turn, but not those who wait for the answer.
            var collected = Task.Run(() => Collect(form), CancellationToken.None);
            return await collected.WaitAsync(end.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _provider.Dispose();
        _turn.Dispose();
    }

    private bool Collect(IMetricsForm form)
    {
        try
        {
            _exporter.Form = form;
            return _exporter.Collect!((int)Deadline.TotalMilliseconds);
        }
        finally
        {
            _exporter.Form = null;
            _turn.Release();
        }
    }
}
