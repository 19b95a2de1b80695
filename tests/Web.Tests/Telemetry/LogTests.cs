using System.Diagnostics;
using System.Text.Json;
using BookedBarber.TestKit;

namespace BookedBarber.Web.Tests.Telemetry;

/// <summary>What whoever collects logs finds on the console.</summary>
public sealed class LogTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [PostgresFact]
    public async Task Outside_Development_each_line_is_one_entry_as_JSON_and_a_requests_entry_has_its_trace_id()
    {
        await using var api = await ApiProcess.StartAsync(
            DataDirectory.Create(),
            ("ASPNETCORE_ENVIRONMENT", "Production"),
            ("ConnectionStrings__BookedBarber", await postgres.CreateEmptyDatabaseAsync()),
            ("Logging__LogLevel__BookedBarber.Ledger.Migrations", "Information"),
            ("Logging__LogLevel__Microsoft.AspNetCore.Hosting.Diagnostics", "Information"));
        var trace = $"{ActivityTraceId.CreateRandom()}";

        await api.Anonymous.GetAsync(
            "/v1/shops/nobodys", ("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-00"));
        await Eventually.HoldsAsync(
            "the request is in the log", () => api.Console.Output.Any(line => line.Contains("nobodys")));
        Assert.Equal(0, await api.StopAsync());

        var entries = api.Console.Output.Select(line => JsonSerializer.Deserialize<JsonElement>(line)).ToList();
        Assert.All(entries, entry => Assert.NotEqual("", entry.GetProperty("Category").GetString()));
        Assert.Contains(entries, entry => Said(entry).Contains($"{api.Address}".TrimEnd('/'), StringComparison.Ordinal));
        Assert.Contains(entries, entry => entry.GetProperty("Category").GetString()!.EndsWith(".Migrator"));
        var ofRequest = entries.Where(entry => Said(entry).Contains("/v1/shops/nobodys")).ToList();
        Assert.NotEmpty(ofRequest);
        Assert.All(ofRequest, entry => Assert.Contains(
            entry.GetProperty("Scopes").EnumerateArray(),
            scope => scope.TryGetProperty("TraceId", out var id) && id.GetString() == trace));
    }

    private static string Said(JsonElement entry) => entry.GetProperty("Message").GetString()!;
}
