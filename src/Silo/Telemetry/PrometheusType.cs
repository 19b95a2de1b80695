namespace BookedBarber.Silo.Telemetry;

/// <summary>What kind of metric a family is.</summary>
internal enum PrometheusType
{
    /// <summary>Goes up, and starts again at zero with the process.</summary>
    Counter,

    /// <summary>Goes up and down.</summary>
    Gauge,

    /// <summary>Counts observations by their size.</summary>
    Histogram,
}
