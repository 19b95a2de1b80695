using BookedBarber.Deploy.Tests.Kubernetes;

namespace BookedBarber.Deploy.Tests.Settings;

public sealed class SettingTests
{
    [Theory]
    [InlineData("Dockerfile")]
    [InlineData("compose.yaml")]
    [InlineData("README.md")]
    public void What_a_file_sets_is_read_by_the_programs_and_explained(string file)
    {
        var text = Repository.Read(file);

        Assert.NotEmpty(SettingChecks.In(text));
        Assert.Empty(SettingChecks.Findings(text));
    }

    [KubectlTheory]
    [MemberData(nameof(Overlays.Names), MemberType = typeof(Overlays))]
    public async Task What_an_overlay_sets_is_read_by_the_programs_and_explained(string overlay)
    {
        var text = await Overlays.YamlAsync("overlays", overlay);

        Assert.NotEmpty(SettingChecks.In(text));
        Assert.Empty(SettingChecks.Findings(text));
    }

    [Theory]
    [InlineData("BookedBarber__Silo__Adress")]
    [InlineData("ConnectionStrings__BookedBarbers")]
    [InlineData("BookedBarber__Clusters")]
    public void A_name_that_is_misspelt_is_found_twice(string name) =>
        Assert.Equal(2, SettingChecks.Findings($"{name}: \"true\"").Count());
}
