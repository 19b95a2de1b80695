using System.Reflection;
using BookedBarber.Simulation.Tests.Database;
using BookedBarber.Simulation.Tests.Runs;

namespace BookedBarber.Simulation.Tests;

/// <summary>A simulator that finds nothing proves something only if it finds what is known to be wrong.</summary>
public sealed class MutantTests
{
    private const ulong FirstSeed = 1;

    public static TheoryData<string, string, int> Mutants => new()
    {
        { nameof(Defect.NoConstraint), "overlap", 200 },
        { nameof(Defect.NoFence), "memory", 200 },
        { nameof(Defect.KeyCheckedOnArrival), "key", 200 },
        { "MemoryBeforeWrite", "memory", 200 },
        { "RefusalFromOldMemory", "refused", 200 },
        { "LateCopyCounts", "refused", 200 },
    };

    [Theory]
    [MemberData(nameof(Mutants))]
    public void A_mutant_dies_within_so_many_seeds(string mutant, string cause, int seeds)
    {
        var subject = Enum.TryParse<Defect>(mutant, out var defect)
            ? Subject.Real with { Defects = defect }
            : Subject.Real with { Grains = Assembly.Load($"BookedBarber.Grains.{mutant}") };

        var causes = Enumerable.Range(0, seeds)
            .Select(index => SimulatedRun.Play(FirstSeed + (ulong)index, subject))
            .Where(run => run.Violation is not null)
            .Select(run => $"seed {run.Seed}, {run.Violation}")
            .ToList();

        Assert.Contains(causes, violation => violation.Contains($", {cause}:", StringComparison.Ordinal));
    }
}
