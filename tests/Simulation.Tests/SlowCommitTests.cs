using System.Reflection;
using BookedBarber.Simulation.Tests.Database;
using BookedBarber.Simulation.Tests.Plans;
using BookedBarber.Simulation.Tests.Runs;

namespace BookedBarber.Simulation.Tests;

/// <summary>
/// Commits that were decided in time and take the database longer than the front door waits, at one of two owners, while
/// the other owner refuses the next copy. Plans that are made for everything come to it too seldom.
/// </summary>
public sealed class SlowCommitTests
{
    private const int Seeds = 500;

    [Fact]
    public void Nobody_who_was_refused_has_a_booking() =>
        Assert.All(Play(Subject.Real), run => Assert.True(run.Violation is null, run.History));

    [Fact]
    public void It_would_be_noticed_if_fences_stayed_where_they_are() => Assert.Contains(
        Play(Subject.Real with { Grains = Assembly.Load("BookedBarber.Grains.FencesStay") }),
        run => run.Violation is { } violation && violation.Contains("was refused, and has", StringComparison.Ordinal));

    private static List<RunResult> Play(Subject subject) =>
    [
        .. Enumerable.Range(1, Seeds).AsParallel().Select(
            seed => SimulatedRun.Play((ulong)seed, Make(new Randomness((ulong)seed).Split(0)), subject)),
    ];

    // Both owners know the barbers when the trouble begins; of the time off, only one of them hears.
    private static Plan Make(Randomness random)
    {
        var barbers = random.Between(1, 2);
        var slots = random.Between(1, 3);
        var number = 0;
        List<PlanItem> items =
        [
            .. Visits(from: 0, to: 4_000),
            new DatabaseFault(number++, Millis(5_000, 6_000), Health.Slow, TimeSpan.FromSeconds(20)),
            new TakeTimeOff(number++, Millis(6_000, 7_000), random.Below(slots), 2, random.Below(barbers)),
            .. Visits(from: 7_000, to: 15_000),
            new Kill(number++, Millis(10_000, 15_000), random.Below(2), random.Below(40), Millis(0, 3_000)),
        ];
        return new Plan
        {
            Start = new DateTimeOffset(2026, 6, 10, 8, 2, 0, TimeSpan.Zero),
            Hours = (9 * 60, 17 * 60),
            DaysAhead = 0,
            SlotsADay = slots,
            Barbers = barbers,
            Processes = 2,
            ClocksAhead = [TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero],
            Items = [.. items.OrderBy(item => item.At)],
        };

        List<Visit> Visits(int from, int to) =>
        [
            .. Enumerable.Range(0, 6).Select(_ => new Visit(
                number++, Millis(from, to), random.Below(slots), random.OneIn(2) ? random.Below(barbers) : null,
                random.OneIn(4), Clicks: 1, random.OneIn(4) ? Then.RescheduleToAny : Then.Cancel, Millis(0, 1_000),
                random.Below(slots), TimeSpan.Zero)),
        ];

        TimeSpan Millis(int least, int most) => TimeSpan.FromMilliseconds(random.Between(least, most));
    }
}
