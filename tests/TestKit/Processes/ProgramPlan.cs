namespace BookedBarber.TestKit.Processes;

/// <summary>How one of our programs is started.</summary>
public sealed record ProgramPlan
{
    /// <summary>Its assembly, beside the tests' own: <c>BookedBarber.Api.dll</c>.</summary>
    public required string Program { get; init; }

    /// <summary>Where its HTTP side listens.</summary>
    public required Uri Address { get; init; }

    /// <summary>Its working directory.</summary>
    public required string Directory { get; init; }

    /// <summary>Environment variables; no other setting of ours reaches it.</summary>
    public (string Name, string Value)[] Settings { get; init; } = [];

    /// <summary>A program and its arguments that start it and become it, for example in another network.</summary>
    public string[] Launcher { get; init; } = [];

    /// <summary>A file that gets every line that it says; null for none.</summary>
    public string? LogPath { get; init; }
}
