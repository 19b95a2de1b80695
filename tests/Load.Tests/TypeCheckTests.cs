namespace BookedBarber.Load.Tests;

/// <summary>The scripts are held against the types of k6.</summary>
public sealed class TypeCheckTests(LoadDirectoryCopy copy) : IClassFixture<LoadDirectoryCopy>
{
    [NpmRegistryFact]
    public async Task The_scripts_are_of_the_types_of_k6()
    {
        var (exitCode, said) = await copy.CheckAsync();

        Assert.True(exitCode == 0, said);
    }

    [NpmRegistryFact]
    public async Task A_script_that_k6_would_not_understand_is_refused()
    {
        const string wrong = """
            // @ts-check
            import http from 'k6/http';
            /** @type {import('k6/options').Options} */
            export const options = { scenarios: { a: { executor: 'constant-arrival-rate', rate: 1, duration: '1s' } } };
            export default function () { http.fetch('http://localhost'); }
            """;
        var script = Path.Combine(copy.Root, "wrong.js");
        await File.WriteAllTextAsync(script, wrong);

        var (exitCode, said) = await copy.CheckAsync();
        File.Delete(script);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("preAllocatedVUs", said);
        Assert.Contains("'fetch' does not exist", said);
    }
}
