namespace BookedBarber.Deploy.Tests.Metrics;

public sealed class PromQueryTests
{
    [Fact]
    public void Series_labels_and_groups_are_told_from_functions_words_and_texts()
    {
        var query = PromQuery.Read(
            """histogram_quantile(0.95, sum by (le, grain) (rate(a_bucket{x="{b}", y!~"c(d)"}[$__rate_interval]))) > 0 and absent(e:f)""");

        Assert.Equal(["a_bucket", "e:f"], query.Series.Select(series => series.Name));
        Assert.Equal(["x", "y"], query.Series[0].Labels);
        Assert.Equal(["le", "grain"], query.Groups);
    }
}
