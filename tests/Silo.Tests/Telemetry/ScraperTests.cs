using System.Diagnostics.Metrics;
using System.Text;
using BookedBarber.Silo.Telemetry;
using BookedBarber.TestKit;

namespace BookedBarber.Silo.Tests.Telemetry;

/// <summary>How instruments become text, whatever they are called and hold.</summary>
public sealed class ScraperTests : IDisposable
{
    private readonly ManualTimeProvider _clock = new();
    private readonly MetricsScraper _scraper;
    private readonly Meter _meter = new("BookedBarber.Test");

    public ScraperTests() => _scraper = new MetricsScraper(_clock);

    public void Dispose()
    {
        _scraper.Dispose();
        _meter.Dispose();
    }

    [Theory]
    [InlineData("test.requests", "{request}", "test_requests_total", 3)]
    [InlineData("test.requests_total", null, "test_requests_total", 3)]
    [InlineData("test.work_item.count", "{item}", "test_work_items_total", 3)]
    [InlineData("test-wait.time", "ms", "test_wait_time_seconds_total", 0.003)]
    [InlineData("test.BytesSent", "By", "test_bytes_sent_total", 3)]
    [InlineData("test.sent", "KiBy", "test_sent_bytes_total", 3072)]
    public async Task A_counter_has_its_name_in_base_units(string name, string? unit, string expected, double value)
    {
        _meter.CreateCounter<int>(name, unit).Add(3);

        var family = (await ScrapeAsync())[expected];

        Assert.Equal("counter", family.Type);
        Assert.Equal(value, Assert.Single(family.Samples).Value);
    }

    [Theory]
    [InlineData("test.load", "1", "test_load_ratio", 0.5)]
    [InlineData("test.load", "%", "test_load_ratio", 0.005)]
    [InlineData("test.thread.count", "{thread}", "test_threads", 0.5)]
    [InlineData("test.memory", "MB", "test_memory_bytes", 524288)]
    public async Task A_gauge_has_its_name_in_base_units(string name, string unit, string expected, double value)
    {
        _meter.CreateGauge<double>(name, unit).Record(0.5);

        var family = (await ScrapeAsync())[expected];

        Assert.Equal("gauge", family.Type);
        Assert.Equal(value, Assert.Single(family.Samples).Value);
    }

    [Fact]
    public async Task What_goes_up_and_down_is_a_gauge()
    {
        _meter.CreateUpDownCounter<int>("test.waiting").Add(-2);

        var family = (await ScrapeAsync())["test_waiting"];

        Assert.Equal("gauge", family.Type);
        Assert.Equal(-2, Assert.Single(family.Samples).Value);
    }

    [Fact]
    public async Task A_histogram_counts_up_to_each_bound()
    {
        var histogram = _meter.CreateHistogram(
            "test.duration", "ms", advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [5, 250] });
        foreach (var milliseconds in (int[])[1, 5, 100, 4_000])
        {
            histogram.Record(milliseconds, new KeyValuePair<string, object?>("http.route", "/"));
        }

        var family = (await ScrapeAsync())["test_duration_seconds"];

        Assert.Equal("histogram", family.Type);
        Assert.All(family.Samples, sample => Assert.Equal("/", sample.Labels["http_route"]));
        Assert.Equal(
            [("0.005", 2), ("0.25", 3), ("+Inf", 4)],
            family.Samples.Where(sample => sample.Name.EndsWith("_bucket"))
                .Select(sample => (sample.Labels["le"], sample.Value)));
        Assert.Equal(4.106, family.Samples.Single(sample => sample.Name.EndsWith("_sum")).Value, 9);
    }

    [Fact]
    public async Task Texts_are_escaped()
    {
        const string hostile = "a\"b\\c\nd{e}=,ü";
        _meter.CreateGauge<double>("test.hostile", description: "one\\two\nthree").Record(
            double.NaN, new("9 lives", hostile), new("lost", null), new("flag", true));

        var family = (await ScrapeAsync())["test_hostile"];

        Assert.Equal(@"one\\two\nthree", family.Help);
        var sample = Assert.Single(family.Samples);
        Assert.Equal(double.NaN, sample.Value);
        Assert.Equal(hostile, sample.Labels["_9_lives"]);
        Assert.Equal("", sample.Labels["lost"]);
        Assert.Equal("true", sample.Labels["flag"]);
    }

    [Fact]
    public async Task Two_meters_that_use_one_name_do_not_break_the_text()
    {
        using var other = new Meter("BookedBarber.Other");
        _meter.CreateCounter<int>("test.shared").Add(1);
        other.CreateCounter<int>("test.shared").Add(2);
        other.CreateGauge<int>("test.shared.total").Record(3);

        Assert.Single((await ScrapeAsync())["test_shared_total"].Samples);
    }

    [Fact]
    public async Task An_instrument_that_hangs_does_not_hang_those_who_ask()
    {
        using var reached = new SemaphoreSlim(0);
        using var goOn = new ManualResetEventSlim();
        _meter.CreateObservableGauge("test.slow", () =>
        {
            reached.Release();
            goOn.Wait(TimeSpan.FromSeconds(30));
            return 1;
        });

        var first = _scraper.ScrapeAsync(CancellationToken.None);
        Assert.True(await reached.WaitAsync(TimeSpan.FromSeconds(30)), "The instrument was not asked.");
        var second = _scraper.ScrapeAsync(CancellationToken.None);
        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Null(await first.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Null(await second.WaitAsync(TimeSpan.FromSeconds(30)));
        goOn.Set();
        Assert.Contains("test_slow", await ScrapeAsync());
    }

    private async Task<IReadOnlyDictionary<string, Family>> ScrapeAsync()
    {
        var text = await _scraper.ScrapeAsync(CancellationToken.None);
        return PrometheusParser.Parse(Encoding.UTF8.GetString(Assert.NotNull(text).Span));
    }
}
