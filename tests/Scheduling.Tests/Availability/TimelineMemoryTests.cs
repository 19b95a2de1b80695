using BookedBarber.Scheduling.Availability;
using BookedBarber.Scheduling.Time;

namespace BookedBarber.Scheduling.Tests.Availability;

/// <summary>Alone, since what other tests keep meanwhile would count as well.</summary>
[Collection(nameof(TimelineMemoryTests))]
[CollectionDefinition(nameof(TimelineMemoryTests), DisableParallelization = true)]
public sealed class TimelineMemoryTests
{
    [Fact]
    public void Sixty_days_of_an_idle_barber_cost_at_most_3_KiB()
    {
        // So many that what the runtime itself takes and gives back meanwhile does not count.
        const int Barbers = 5_000;
        var calendar = ShopCalendar.For("Europe/Berlin", 15);
        var hours = Make.EveryDay("09:00-17:00");
        var kept = new Timeline[Barbers];
        _ = Make.Timeline(calendar, hours, "2026-12-01", days: 60);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < Barbers; i++) kept[i] = Make.Timeline(calendar, hours, "2026-12-01", days: 60);
        var each = (GC.GetTotalMemory(forceFullCollection: true) - before) / Barbers;
        GC.KeepAlive(kept);
        Assert.InRange(each, 2_000, 3 * 1024);
    }
}
