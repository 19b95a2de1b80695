using System.Reflection;
using BookedBarber.Simulation.Tests.Database;
using BookedBarber.Simulation.Tests.Runs;
using Xunit.Abstractions;

namespace BookedBarber.Simulation.Tests;

/// <summary>A simulator that finds nothing proves something only if it finds what is known to be wrong.</summary>
public sealed class MutantTests(ITestOutputHelper output)
{
    private const ulong FirstSeed = 1;
    private const int Chunk = 100;

    /// <summary>
    /// The database with a defect, or grains with one piece of one file replaced (<c>tests/Mutants</c>); what they are
    /// found by; and within how many seeds.
    /// </summary>
    public static TheoryData<string, string, int> Mutants => new()
    {
        { nameof(Defect.NoConstraint), "overlap", 300 },
        { nameof(Defect.NoFence), "memory", 100 },
        { nameof(Defect.KeyCheckedOnArrival), "key", 300 },
        { "MemoryBeforeWrite", "memory", 300 },
        { "RefusalFromOldMemory", "refused", 300 },
        { "LateCopyCounts", "refused", 300 },
        { "LateCopyUndoes", "unwanted", 1_000 },
        { "RefusedByItself", "refused", 100 },
        { "TimeOffForgotten", "time off", 300 },
        { "HoldEndsLate", "hold ended late", 100 },
    };

    [Theory]
    [MemberData(nameof(Mutants))]
    public void A_mutant_dies_within_so_many_seeds(string mutant, string cause, int seeds)
    {
        var subject = Enum.TryParse<Defect>(mutant, out var defect)
            ? Subject.Real with { Defects = defect }
            : Subject.Real with { Grains = Assembly.Load($"BookedBarber.Grains.{mutant}") };

        RunResult? found = null;
        for (var played = 0; played < seeds && found is null; played += Chunk)
        {
            found = Campaign.Play(FirstSeed + (ulong)played, Chunk, subject, TimeSpan.MaxValue).Failures
                .FirstOrDefault(run => run.Violation!.StartsWith($"{cause}:", StringComparison.Ordinal));
        }

        Assert.NotNull(found);
        output.WriteLine($"seed {found.Seed}: {found.Violation}");
    }
}
