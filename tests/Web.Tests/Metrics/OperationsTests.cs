using System.Text.RegularExpressions;
using BookedBarber.Silo.Tests.Telemetry;
using BookedBarber.TestKit;

namespace BookedBarber.Web.Tests.Metrics;

/// <summary>Rules, alerts and the page on metrics speak of what a running program says.</summary>
[Collection(DemoServerTests.Name)]
public sealed partial class OperationsTests(DemoServer server)
{
    [PromtoolFact]
    public async Task Promtool_understands_the_rules()
    {
        var (exitCode, said) = await PromtoolFactAttribute.RunAsync("", "check", "rules", "rules.yml");

        Assert.True(exitCode == 0 && said.Contains("SUCCESS"), said);
    }

    [PromtoolFact]
    public async Task Alerts_fire_when_they_should_and_not_before()
    {
        var (exitCode, said) = await PromtoolFactAttribute.RunAsync("", "test", "rules", "rules.test.yml");

        Assert.True(exitCode == 0 && said.Contains("SUCCESS"), said);
    }

    [PostgresFact]
    public async Task Every_series_that_a_rule_or_a_query_of_the_page_asks_for_is_there()
    {
        var series = await SeriesAsync();
        var asked = Blocks().Matches(OperationsFiles.MetricsPage)
            .Select(block => block.Value)
            .Append(OperationsFiles.Rules)
            .SelectMany(queries => SeriesName().Matches(Grouping().Replace(queries, "")))
            .Select(match => match.Value)
            .ToHashSet();

        Assert.Contains("http_server_request_duration_seconds_bucket", asked);
        Assert.Contains("bookedbarber_holds_open", asked);
        Assert.Empty(asked.Except(series));
    }

    [PostgresFact]
    public async Task The_page_has_a_row_for_each_metric_of_ours_and_no_others()
    {
        await BookAsync();
        var families = await ScrapeAsync();

        var rows = Row().Matches(OperationsFiles.MetricsPage)
            .Select(row => $"{row.Groups["name"].Value} {row.Groups["type"].Value}").Order();

        Assert.Equal(
            families.Values.Where(family => family.Name.StartsWith("bookedbarber_", StringComparison.Ordinal)
                    || family.Name == "orleans_catalog_activations")
                .Select(family => $"{family.Name} {family.Type}").Order(),
            rows);
    }

    private async Task<HashSet<string>> SeriesAsync()
    {
        await BookAsync();
        return [.. (await ScrapeAsync()).Values.SelectMany(family => family.Samples).Select(sample => sample.Name)];
    }

    private async Task<IReadOnlyDictionary<string, Family>> ScrapeAsync() =>
        PrometheusParser.Parse((await server.Client.GetAsync("/metrics")).Expect(200).Text);

    // A flush is measured when there was one.
    private async Task BookAsync()
    {
        var service = (await server.ShopAsync())["services"][0].GetProperty("id").GetGuid();
        var (_, slots) = await server.NextOpenDayAsync(service);
        (await server.BookAsync(DemoServer.Booking(service, slots[^1].Start, slots[^1].Barbers[0]))).Expect(201);
    }

    // Neither a label in a matcher nor a part of the name of a recording.
    [GeneratedRegex(@"(?<!:)\b(bookedbarber|orleans|http|kestrel|db|dotnet|aspnetcore)_[a-z0-9_]+\b(?!\s*[=!]~?""|:)")]
    private static partial Regex SeriesName();

    [GeneratedRegex(@"\bby \([^)]*\)")]
    private static partial Regex Grouping();

    [GeneratedRegex("```promql\n.*?```", RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"^\| `(?<name>[a-z_]+)` \| (?<type>[a-z]+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
