namespace BookedBarber.Simulation.Tests.Database;

/// <summary>What the simulated database can be made to do wrong.</summary>
[Flags]
internal enum Defect
{
    None = 0,

    /// <summary>Overlapping rows get in.</summary>
    NoConstraint = 1,

    /// <summary>The version that a writer has read is not looked at.</summary>
    NoFence = 2,

    /// <summary>A key is looked up when an entry arrives, and not when it is written.</summary>
    KeyCheckedOnArrival = 4,
}
