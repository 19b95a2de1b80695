using Orleans.Hosting;

namespace BookedBarber.Embedded.Tests.Hosting;

/// <summary>What a test wants of its host, in words that any grain runtime understands.</summary>
public sealed class GrainHostOptions
{
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Where state and reminders are kept; in memory if null.</summary>
    public string? Database { get; set; }

    public List<Func<IIncomingGrainCallContext, Task>> Filters { get; } = [];

    /// <summary>Only for tests of this runtime.</summary>
    public TimeProvider? Clock { get; set; }

    /// <summary>Only for tests of this runtime.</summary>
    public IGrainScheduler? Scheduler { get; set; }

    /// <summary>Only for tests of this runtime.</summary>
    public Action<EmbeddedGrainsOptions>? Configure { get; set; }

    /// <summary>Only for tests of this runtime.</summary>
    public Action<ISiloBuilder>? Compose { get; set; }
}
