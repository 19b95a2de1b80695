using BookedBarber.Capacity.Autoscaling;

namespace BookedBarber.Deploy.Tests.Capacity;

/// <summary>
/// The model of the autoscaler against what Kubernetes says of it, example by example:
/// https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/
/// </summary>
public sealed class HorizontalAutoscalerTests
{
    private static readonly ScalingPace AtOnce = new(0, SelectsMax: true, [new ScalingPolicy(1_000, IsPercent: false, 15)]);

    [Theory]
    [InlineData(4, 200, 8)]
    [InlineData(4, 50, 2)]
    [InlineData(3, 50, 2)]
    [InlineData(10, 120, 12)]
    public void Replicas_follow_the_ratio_of_the_average_to_its_target_rounded_up(int replicas, double average, int wanted) =>
        Assert.Equal(wanted, Decide(Rules(), replicas, average));

    [Theory]
    [InlineData(109, 10)]
    [InlineData(91, 10)]
    [InlineData(111, 12)]
    [InlineData(89, 9)]
    public void Within_a_tenth_of_the_target_nothing_changes(double average, int wanted) =>
        Assert.Equal(wanted, Decide(Rules(), 10, average));

    [Fact]
    public void Of_several_metrics_the_one_that_asks_for_the_most_counts()
    {
        var rules = Rules() with { Metrics = [new("cpu", 100), new("activations", 1_000)] };

        Assert.Equal(8, new HorizontalAutoscaler(rules).Decide(0, 4, 4, [50, 2_000]));
        Assert.Equal(4, new HorizontalAutoscaler(rules).Decide(0, 4, 4, [50, 1_000]));
    }

    [Theory]
    [InlineData(4, 2, 200, 4)] // as if the two new ones used nothing: 100 on average
    [InlineData(4, 2, 300, 6)] // 150 on average
    [InlineData(4, 2, 150, 4)] // that would turn it round, so nothing
    [InlineData(4, 2, 50, 1)] // downwards only the ready ones count
    public void Pods_that_are_not_ready_dampen_what_the_others_ask_for(int replicas, int ready, double average, int wanted) =>
        Assert.Equal(wanted, new HorizontalAutoscaler(Rules()).Decide(0, replicas, ready, [average]));

    [Fact]
    public void Ten_per_cent_or_four_pods_whichever_is_more_leads_from_80_to_10_as_it_is_written()
    {
        var down = new ScalingPace(
            0, SelectsMax: true, [new ScalingPolicy(4, IsPercent: false, 60), new ScalingPolicy(10, IsPercent: true, 60)]);
        var autoscaler = new HorizontalAutoscaler(Rules() with { Down = down, Min = 10 });

        List<int> seen = [80];
        for (var now = 0; seen[^1] > 10; now += 60)
        {
            seen.Add(autoscaler.Decide(now, seen[^1], seen[^1], [1]));
        }

        Assert.Equal([80, 72, 64, 57, 51, 45, 40, 36, 32, 28, 24, 20, 16, 12, 10], seen);
    }

    [Fact]
    public void Of_two_policies_the_careful_one_counts_where_that_is_said()
    {
        var down = new ScalingPace(
            0, SelectsMax: false, [new ScalingPolicy(4, IsPercent: false, 60), new ScalingPolicy(10, IsPercent: true, 60)]);

        Assert.Equal(76, new HorizontalAutoscaler(Rules() with { Down = down }).Decide(0, 80, 80, [1]));
        Assert.Equal(18, new HorizontalAutoscaler(Rules() with { Down = down }).Decide(0, 20, 20, [1]));
    }

    [Fact]
    public void What_was_added_in_a_period_counts_until_it_is_over()
    {
        var up = new ScalingPace(0, SelectsMax: true, [new ScalingPolicy(2, IsPercent: false, 60)]);
        var autoscaler = new HorizontalAutoscaler(Rules() with { Up = up });

        Assert.Equal(6, autoscaler.Decide(0, 4, 4, [1_000]));
        Assert.Equal(6, autoscaler.Decide(15, 6, 6, [1_000]));
        Assert.Equal(6, autoscaler.Decide(45, 6, 6, [1_000]));
        Assert.Equal(8, autoscaler.Decide(60, 6, 6, [1_000]));
    }

    [Fact]
    public void Downwards_the_largest_recommendation_of_the_window_counts()
    {
        var autoscaler = new HorizontalAutoscaler(Rules() with { Down = AtOnce with { WindowSeconds = 300 } });

        Assert.Equal(10, autoscaler.Decide(0, 10, 10, [100]));
        Assert.Equal(10, autoscaler.Decide(15, 10, 10, [20]));
        Assert.Equal(10, autoscaler.Decide(285, 10, 10, [50]));
        Assert.Equal(5, autoscaler.Decide(300 + 15, 10, 10, [20]));
        Assert.Equal(2, autoscaler.Decide(285 + 300, 10, 10, [20]));
    }

    [Fact]
    public void Upwards_the_smallest_recommendation_of_the_window_counts()
    {
        var autoscaler = new HorizontalAutoscaler(Rules() with { Up = AtOnce with { WindowSeconds = 30 } });

        Assert.Equal(4, autoscaler.Decide(0, 4, 4, [100]));
        Assert.Equal(4, autoscaler.Decide(15, 4, 4, [400]));
        Assert.Equal(12, autoscaler.Decide(30, 4, 4, [300]));
    }

    [Theory]
    [InlineData(100_000, 40)]
    [InlineData(0, 2)]
    public void Neither_more_than_the_most_nor_fewer_than_the_least(double average, int wanted) =>
        Assert.Equal(wanted, Decide(Rules() with { Min = 2, Max = 40 }, 10, average));

    private static ScalingRules Rules() => new(1, 1_000, [new MetricTarget("cpu", 100)], AtOnce, AtOnce);

    private static int Decide(ScalingRules rules, int replicas, double average) =>
        new HorizontalAutoscaler(rules).Decide(0, replicas, replicas, [average]);
}
