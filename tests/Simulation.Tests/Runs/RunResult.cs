using BookedBarber.Simulation.Tests.Plans;

namespace BookedBarber.Simulation.Tests.Runs;

/// <summary>What became of a run.</summary>
/// <param name="Seed">What decided everything.</param>
/// <param name="Plan">What the seed wanted.</param>
/// <param name="Violation">What was not true; null when all was well.</param>
/// <param name="History">What happened, line by line.</param>
/// <param name="Requests">How many requests were made.</param>
/// <param name="Simulated">How much time passed in it.</param>
internal sealed record RunResult(
    ulong Seed, Plan Plan, string? Violation, string History, int Requests, TimeSpan Simulated);
