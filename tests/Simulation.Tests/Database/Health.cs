namespace BookedBarber.Simulation.Tests.Database;

/// <summary>How the database is doing.</summary>
internal enum Health
{
    Well,

    /// <summary>Answers take up to seconds.</summary>
    Slow,

    /// <summary>Nobody can connect.</summary>
    Away,

    /// <summary>Connections die before, while and after something is written.</summary>
    Flaky,
}
