namespace BookedBarber.Ledger.Server;

/// <summary>How a private server is run. The defaults suit a laptop and a small shop.</summary>
public sealed record PrivatePostgresOptions
{
    /// <summary>The port on 127.0.0.1; 0 takes the last one used if it is free, otherwise any free one.</summary>
    public int Port { get; init; }

    /// <summary>The database that is created for the application.</summary>
    public string Database { get; init; } = "bookedbarber";

    /// <summary>How long a start may take, recovery after a crash included.</summary>
    public TimeSpan StartDeadline { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long an orderly stop may take before the server is stopped the hard way.</summary>
    public TimeSpan StopDeadline { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Further settings, given to the server as <c>-c name=value</c>.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();
}
