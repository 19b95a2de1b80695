using System.Diagnostics;
using BookedBarber.Grains.Interfaces.Access;

namespace BookedBarber.Deploy.Tests.Images;

public sealed class ComposeTests
{
    [Fact]
    public async Task The_compose_file_keeps_what_it_promises() => Assert.Empty(ComposeChecks.Findings(
        Repository.Read("compose.yaml"), Repository.Read("ops", "prometheus", "prometheus.yml"), await SecretsAsync()));

    [Theory]
    [InlineData("read_only: true", "read_only: false", "can be written to")]
    [InlineData("cap_drop: [ALL]", "cap_drop: [NET_RAW]", "has privileges")]
    [InlineData("[\"no-new-privileges:true\"]", "[]", "has privileges")]
    [InlineData("stop_grace_period: 40s", "stop_grace_period: 10s", "killed before")]
    [InlineData("target: silo", "target: silos", "no target silos")]
    [InlineData("postgres:17.6", "postgres", "names no version")]
    [InlineData("  silo-2:\n", "  silo-3:\n", "no service silo-2")]
    [InlineData("127.0.0.1:8080:8080", "8080:8080", "the world can reach")]
    [InlineData("rules.yml:/etc", "alerts.yml:/etc", "is not in the repository")]
    [InlineData("${GRAFANA_PASSWORD:?", "${GRAFANA_SECRET:?", "GRAFANA_SECRET")]
    [InlineData("silo-2: { condition: service_healthy }", "silo-9: { condition: service_healthy }", "waits for silo-9")]
    public async Task What_is_broken_in_it_is_found(string good, string broken, string finding)
    {
        var text = Repository.Read("compose.yaml");
        Assert.Contains(good, text);

        Assert.Contains(
            ComposeChecks.Findings(
                text.Replace(good, broken), Repository.Read("ops", "prometheus", "prometheus.yml"), await SecretsAsync()),
            found => found.Contains(finding));
    }

    [Fact]
    public async Task Prometheus_that_asks_where_nobody_answers_is_found()
    {
        var scraped = Repository.Read("ops", "prometheus", "prometheus.yml").Replace("api:8080", "api:80");

        Assert.Contains(
            ComposeChecks.Findings(Repository.Read("compose.yaml"), scraped, await SecretsAsync()),
            found => found.Contains("api:80,"));
    }

    [Fact]
    public async Task The_secrets_that_are_made_are_such_as_the_programs_take()
    {
        var secrets = (await SecretsAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);

        Assert.NotNull(ApiKeySecret.Read(secrets["ADMINISTRATOR_KEY"]));
        Assert.Matches("^[0-9a-f]{64}$", secrets["MANAGE_TOKEN_KEY"]);
        Assert.All(secrets.Values, secret => Assert.True(secret.Length >= 32));
    }

    private static async Task<string> SecretsAsync()
    {
        using var process = Process.Start(new ProcessStartInfo("sh", [Repository.PathTo("ops", "make-secrets")])
        {
            RedirectStandardOutput = true,
        })!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return text;
    }
}
