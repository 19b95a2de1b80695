using System.Text.RegularExpressions;
using BookedBarber.Deploy.Tests.Metrics;
using BookedBarber.TestKit.Client;

namespace BookedBarber.Deploy.Tests.Running;

/// <summary>What autoscalers, alerts and dashboards ask for, against what running programs answer.</summary>
[Collection(nameof(Published))]
public sealed partial class MetricTests(Published published)
{
    [PostgresFact]
    public async Task Every_metric_and_label_that_is_asked_for_is_in_a_real_answer()
    {
        var there = await SeriesAsync();

        Assert.True(NamedMetrics.All().Count() > 40);
        Assert.Empty(NamedMetrics.All().SelectMany(one =>
            NamedMetrics.Findings(one.Query, there).Select(finding => $"{one.Where}: {finding}")));
    }

    [PostgresFact]
    public async Task A_name_or_a_label_that_no_program_has_is_found()
    {
        var there = await SeriesAsync();

        Assert.Equal(
            ["there is no series bookedbarber_holds.", "orleans_catalog_activations has no label kind.", "nothing here has the label shop."],
            NamedMetrics.Findings("sum by (shop) (bookedbarber_holds) / orleans_catalog_activations{kind=\"a\"}", there));
    }

    /// <summary>The labels of each series of both programs, after a booking that was made and one that was refused.</summary>
    private async Task<IReadOnlyDictionary<string, IReadOnlySet<string>>> SeriesAsync()
    {
        var shop = await TestShop.OpenAsync(published.Administrator);
        await shop.BookAsync(shop.At(3, "10:00"));
        (await shop.TryBookAsync(shop.Booking(shop.At(3, "10:00")))).ExpectProblem(409, "slot_taken");
        var labels = new Dictionary<string, IReadOnlySet<string>>();
        foreach (var address in published.Addresses)
        {
            using var http = new HttpClient { BaseAddress = address };
            var text = await http.GetStringAsync(new Uri("/metrics", UriKind.Relative));
            foreach (Match sample in Sample().Matches(text))
            {
                var has = Label().Matches(sample.Groups["labels"].Value).Select(label => label.Groups[1].Value);
                var name = sample.Groups["name"].Value;
                labels[name] = has.Concat(labels.GetValueOrDefault(name) ?? new HashSet<string>()).ToHashSet();
            }
        }

        // A rule that records can be asked for like a series, by the labels that its query keeps.
        foreach (var (name, query) in NamedMetrics.Recordings())
        {
            labels[name] = PromQuery.Read(query).Groups.Where(label => label != "le").ToHashSet();
        }

        return labels;
    }

    [GeneratedRegex(@"^(?<name>[a-zA-Z_:][\w:]*)(?<labels>\{.*\})? \S+$", RegexOptions.Multiline)]
    private static partial Regex Sample();

    [GeneratedRegex("""(\w+)="(?:[^"\\]|\\.)*""")]
    private static partial Regex Label();
}
