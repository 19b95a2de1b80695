using BookedBarber.Api.Operations;
using BookedBarber.Silo.Operations;
using BookedBarber.Web.Operations;

namespace BookedBarber.Web.Tests.Operations;

/// <summary>What becomes of the reports of several processes.</summary>
public sealed class OperationsHistoryTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly OperationsHistory _history = new();
    private DateTimeOffset _now = Noon;

    [Fact]
    public void Processes_add_up()
    {
        var (door, silo) = (Door(), Silo("silo"));
        Look(Report(door, 2), Report(silo, 2));

        var view = Look(
            Report(door, 4, accepted: 8, taken: 4),
            Report(silo, 4, turns: [0, 30, 10], shops: [new("busy", 3, 4)]));

        Assert.Equal(4, view.Now[FigureIds.Accepted]);
        Assert.Equal(2, view.Now[FigureIds.RefusedTaken]);
        Assert.Equal(1, view.Now[FigureIds.Silos]);
        Assert.Equal(1, view.Now[FigureIds.FrontDoors]);
        Assert.Equal(["accepted", "repeated", "slot_taken"], view.Rows[FigureIds.Requests].Select(row => row[0].Text));
        Assert.Equal([8, 0, 4], view.Rows[FigureIds.Requests].Select(row => row[2].Number));
        Assert.Equal(20, view.Rows[FigureIds.Grains].Single(row => row[0].Text == "barber")[2].Number);

        // 20 of 40 turns: two thirds of the way through the bucket from 1 to 2 ms.
        Assert.Equal(1.667, view.Now[FigureIds.TurnMedian]!.Value, 3);
        Assert.Equal("busy", Assert.Single(view.Rows[FigureIds.Shops])[0].Text);
    }

    [Fact]
    public void A_report_that_is_seen_twice_counts_once_and_its_rate_stays()
    {
        var door = Door();
        Look(Report(door, 2));
        Look(Report(door, 4, accepted: 6));

        var view = Look(Report(door, 4, accepted: 6));

        Assert.Equal(3, view.Now[FigureIds.Accepted]);
        Assert.Equal(6, view.Rows[FigureIds.Requests][0][2].Number);
    }

    [Fact]
    public void What_a_process_counted_long_before_it_was_heard_of_does_not_count()
    {
        var (old, young) = (Door(), Door());

        var view = Look(Report(old, 3_600, accepted: 1_000), Report(young, 5, accepted: 7));

        Assert.Equal(7, view.Rows[FigureIds.Requests][0][2].Number);
        Assert.Equal(0, view.Now[FigureIds.Accepted]);
    }

    [Fact]
    public void A_process_that_starts_again_begins_at_zero()
    {
        Look(Report(Door(), 4, accepted: 10));

        var view = Look(Report(Door(), 2, accepted: 3));

        Assert.Equal(13, view.Rows[FigureIds.Requests][0][2].Number);
    }

    [Fact]
    public void A_silent_process_is_shown_and_left_out_of_the_sums()
    {
        var silo = Silo("silo");
        Look(Report(silo, 2));
        Look(Report(silo, 4, turns: [0, 10, 0]));

        var view = Look(Report(silo, 4, turns: [0, 10, 0]) with { AgeSeconds = 11 });

        Assert.Equal(0, view.Now[FigureIds.Silos]);
        Assert.Equal(0, view.Now[FigureIds.Calls]);
        Assert.Null(view.Now[FigureIds.TurnMedian]);
        Assert.Equal(11, Assert.Single(view.Rows[FigureIds.Processes])[3].Number);
    }

    [Fact]
    public void It_forgets_what_was_ten_minutes_ago_and_keeps_so_many_points()
    {
        var door = Door();
        Look(Report(door, 2, accepted: 5));
        OperationsView view = null!;
        for (var i = 1; i <= OperationsHistory.MaxPoints; i++)
        {
            view = Look(Report(door, 2 + (2 * i), accepted: 5 + i));
        }

        Assert.Equal(OperationsHistory.MaxPoints, view.Rows[FigureIds.Requests][0][2].Number);
        Assert.Equal(OperationsHistory.MaxPoints, _history.Points.Count);
    }

    [Fact]
    public void What_is_beyond_all_bounds_is_at_least_the_last_of_them()
    {
        var silo = Silo("silo");
        Look(Report(silo, 2));

        var view = Look(Report(silo, 4, turns: [0, 0, 0, 5]));

        Assert.Equal(4, view.Now[FigureIds.Turn95]);
    }

    private OperationsView Look(params FigureReport[] reports)
    {
        _now += FigureReports.Interval;
        return _history.Add(_now, reports);
    }

    private static ProcessFigures Door() => Process("door") with { IsFrontDoor = true };

    private static ProcessFigures Silo(string name) => Process(name) with { HostsGrains = true };

    private static ProcessFigures Process(string name) => new()
    {
        Process = Guid.NewGuid(),
        Name = name,
        IsFrontDoor = false,
        HostsGrains = false,
        Version = "1",
        GrainRuntime = "Embedded",
        Seconds = 0,
        Counters = new Dictionary<string, long>(),
        Gauges = new Dictionary<string, long>(),
        Histograms = new Dictionary<string, HistogramFigures>(),
        Shops = [],
    };

    private static FigureReport Report(
        ProcessFigures process,
        double seconds,
        long accepted = 0,
        long taken = 0,
        long[]? turns = null,
        BookedBarber.Grains.Shops.ShopRequests[]? shops = null) => new(
        process with
        {
            Seconds = seconds,
            Counters = new Dictionary<string, long> { ["accepted"] = accepted, ["refused/slot_taken"] = taken },
            Gauges = new Dictionary<string, long> { ["calls"] = 1, ["active/barber"] = 2 },
            Histograms = new Dictionary<string, HistogramFigures>
            {
                ["turns/barber"] = new([0.001, 0.002, 0.004], [.. turns ?? [], .. new long[4 - (turns?.Length ?? 0)]], 0),
            },
            Shops = shops ?? [],
        },
        AgeSeconds: 1);
}
