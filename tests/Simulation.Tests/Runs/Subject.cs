using System.Reflection;
using BookedBarber.Grains.Shops;
using BookedBarber.Simulation.Tests.Database;

namespace BookedBarber.Simulation.Tests.Runs;

/// <summary>What is put to the test: grains, and a database with or without defects.</summary>
internal sealed record Subject(Assembly Grains, Defect Defects)
{
    /// <summary>The real grains on a database as it should be.</summary>
    public static Subject Real { get; } = new(typeof(ShopGrain).Assembly, Defect.None);
}
