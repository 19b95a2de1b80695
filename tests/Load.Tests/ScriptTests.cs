namespace BookedBarber.Load.Tests;

/// <summary>The scripts do what they are for, against the real program.</summary>
public sealed class ScriptTests(LoadShops shops) : IClassFixture<LoadShops>
{
    public static TheoryData<string> Scripts => [.. LoadDirectory.Scripts];

    [Fact]
    public void There_is_a_script_for_each_scenario() => Assert.Equal(
        ["book.js", "browse.js", "crowd.js", "smoke.js", "soak.js", "stampede.js"], LoadDirectory.Scripts);

    [K6Theory]
    [MemberData(nameof(Scripts))]
    public async Task A_script_passes_its_checks_and_thresholds(string script)
    {
        // Smoke is one client who expects to be alone; a stampede is one iteration of each client.
        var (vus, iterations) = script switch
        {
            "smoke.js" => (1, 3),
            "stampede.js" => (8, 8),
            _ => (3, 6),
        };

        var (exitCode, said) = await K6.RunAsync(
            script,
            vus,
            iterations,
            ("BASE_URL", $"{shops.Process.Address}"),
            ("SHOPS", $"{LoadShops.Count}"),
            ("THINK_SECONDS", "0.02"));

        Assert.True(exitCode == 0, $"{script} ended with {exitCode}:\n{said}\n{shops.Process.Console}");
    }
}
