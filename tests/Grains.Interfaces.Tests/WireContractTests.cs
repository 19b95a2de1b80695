using System.Reflection;

namespace BookedBarber.Grains.Interfaces.Tests;

/// <summary>
/// A cluster is upgraded one process after the other, so two versions speak with each other. What they say stands in
/// <c>src/Grains.Interfaces/Contracts.txt</c>, where a review sees each change.
/// </summary>
public sealed class WireContractTests
{
    private static readonly string Listed = Path.Combine(
        typeof(WireContractTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(data => data.Key == "RepositoryRoot").Value!,
        "src/Grains.Interfaces/Contracts.txt");

    [Fact]
    public void What_is_sent_over_a_wire_is_what_is_listed()
    {
        var actual = WireContract.Describe();
        if (File.ReadAllText(Listed) == actual)
        {
            return;
        }

        var found = Path.Combine(AppContext.BaseDirectory, "Contracts.txt");
        File.WriteAllText(found, actual);
        Assert.Fail(
            $"Grains or messages changed. May an older process still speak with this one (members are only added, at the "
            + $"end, and can be absent)? Then copy {found} to {Listed}.");
    }
}
