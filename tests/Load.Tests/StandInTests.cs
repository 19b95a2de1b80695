namespace BookedBarber.Load.Tests;

/// <summary>The stand-in keeps k6's contract, fails when a script fails, and passes over nothing.</summary>
public sealed class StandInTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("bookedbarber-load-");

    public void Dispose() => _directory.Delete(recursive: true);

    [StandInFact]
    public async Task Iterations_are_shared_and_what_setup_returns_goes_to_everybody()
    {
        var (exitCode, said) = await RunAsync(
            """
            import { check, sleep } from 'k6';
            import { Counter } from 'k6/metrics';
            const own = new Counter('own');
            export const options = {
              thresholds: { own: ['count==12'], 'own{of:vu}': ['count==10'], iterations: ['count==10'] },
            };
            export function setup() { own.add(1, { of: 'setup' }); return { at: new Date(0), lost: undefined }; }
            export default function (data) {
              sleep(0.01);
              own.add(1, { of: 'vu' });
              check(data, { 'it has been JSON': ({ at }) => at === '1970-01-01T00:00:00.000Z' && !('lost' in data) });
            }
            export function teardown(data) {
              own.add(1);
              check(data, { 'teardown has it, too': ({ at }) => at.length > 0 });
            }
            """,
            vus: 3,
            iterations: 10);

        Assert.True(exitCode == 0, said);
        Assert.Contains("ok    it has been JSON: 10 of 10", said);
        Assert.Contains("ok    teardown has it, too: 1 of 1", said);
        Assert.Contains("PASSED", said);
    }

    [StandInFact]
    public async Task Every_scenario_executes_its_function()
    {
        var (exitCode, said) = await RunAsync(
            """
            import { Counter } from 'k6/metrics';
            const own = new Counter('own');
            export const options = {
              scenarios: { one: { exec: 'first' }, two: {} },
              thresholds: { own: ['count==11'] },
            };
            export function first() { own.add(1); }
            export default function () { own.add(10); }
            """);

        Assert.True(exitCode == 0, said);
    }

    [StandInFact]
    public async Task A_duration_does_not_decide()
    {
        var (exitCode, said) = await RunAsync(
            """
            import { sleep } from 'k6';
            export const options = { thresholds: { iteration_duration: ['p(95)<1', 'max<60000'] } };
            export default function () { sleep(0.02); }
            """);

        Assert.True(exitCode == 0, said);
        Assert.Contains("slow  iteration_duration p(95)<1", said);
        Assert.Contains("ok    iteration_duration max<60000", said);
    }

    [StandInTheory]
    [InlineData("a check fails", "FAIL  it is so: 0 of 1", "check(1, { 'it is so': () => false });", "")]
    [InlineData("a count is crossed", "FAIL  own count<1: 1", "own.add(1);", "own: ['count<1']")]
    [InlineData("a rate is crossed", "FAIL  checks rate>0: 0", "check(1, { x: () => false });", "checks: ['rate>0']")]
    [InlineData("a rate has no sample", "FAIL  checks rate<=1: NaN", "", "checks: ['rate<=1']")]
    [InlineData("an iteration throws", "ERROR default: Error: no", "fail('no');", "")]
    [InlineData("a function is unknown", "has no 'patch' in its http", "http.patch('http://localhost');", "")]
    [InlineData("a parameter is unknown", "'jar'", "http.get('http://localhost', { jar: null });", "")]
    [InlineData("a metric is unknown", "there is no such metric", "", "other: ['count<1']")]
    [InlineData("a threshold is unclear", "'p95<1' is not understood", "", "http_req_duration: ['p95<1']")]
    [InlineData("a threshold does not fit", "not for a counter", "", "own: ['p(95)<1']")]
    [InlineData("a metric is made too late", "has to be made in the init context", "new Counter('late');", "")]
    public async Task A_run_fails_when(string what, string expected, string statement, string thresholds)
    {
        var (exitCode, said) = await RunAsync(
            $$"""
            import { check, fail } from 'k6';
            import http from 'k6/http';
            import { Counter } from 'k6/metrics';
            const own = new Counter('own');
            export const options = { thresholds: { {{thresholds}} } };
            export default function () { {{statement}} }
            """);

        Assert.True(exitCode == 1, $"{what}, and the exit code is {exitCode}:\n{said}");
        Assert.Contains(expected, said);
    }

    [StandInTheory]
    [InlineData("import ws from 'k6/ws';", "no module 'k6/ws'")]
    [InlineData("import fs from 'node:fs';", "no module 'node:fs'")]
    [InlineData("import { group } from 'k6';", "group")]
    [InlineData("import http from 'k6/http'; http.get('http://localhost');", "init context")]
    [InlineData("export const options = { scenarios: { a: { exec: 'other' } } };", "export the function 'other'")]
    [InlineData("export const options = { rps: 1 };", "does not know the option 'rps'")]
    [InlineData("export function setup() { throw new Error('not today'); }", "ERROR setup: Error: not today")]
    public async Task A_script_is_refused_when_it_says(string statement, string expected)
    {
        var (exitCode, said) = await RunAsync($"{statement}\nexport default function () {{ throw new Error('ran'); }}");

        Assert.Equal(1, exitCode);
        Assert.Contains(expected, said);
        Assert.DoesNotContain("Error: ran", said);
    }

    private async Task<(int ExitCode, string Said)> RunAsync(string script, int vus = 1, int iterations = 1)
    {
        var path = Path.Combine(_directory.FullName, "script.mjs");
        await File.WriteAllTextAsync(path, script);
        return await StandIn.RunAsync(path, vus, iterations);
    }
}
