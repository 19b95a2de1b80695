using System.Globalization;
using System.Text.Json.Nodes;
using BookedBarber.TestKit.Client;
using BookedBarber.Api.Tests.Server;
using BookedBarber.TestKit;
using NodaTime;

namespace BookedBarber.Api.Tests.Surface;

/// <summary>The two nights a year on which a day is not 24 hours long, for a barber who works at night.</summary>
public sealed class ClockChangeTests(RunningApi api) : IClassFixture<RunningApi>
{
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    private static readonly ShopPlan AtNight = new()
    {
        Opens = "00:00",
        Closes = "06:00",
        Policy = new JsonObject { ["horizonDays"] = 366 },
    };

    [PostgresFact]
    public async Task In_spring_nothing_is_offered_in_the_hour_that_does_not_exist()
    {
        var shop = await api.OpenShopAsync(AtNight);
        var day = shop.DaysUntil(date => HoursIn(date) == 23);

        var open = await shop.OpenStartsAsync(day);

        Assert.Equal(Expected(20, time => time.Hours != 2), open.Times);
        Assert.All(open.All, slot => Assert.Equal(slot.Start.Hour < 2 ? 1 : 2, slot.Start.Offset.Hours));
        await ExpectAllBookableAsync(shop, open);
    }

    [PostgresFact]
    public async Task In_autumn_the_hour_that_comes_twice_is_offered_twice()
    {
        var shop = await api.OpenShopAsync(AtNight);
        var day = shop.DaysUntil(date => HoursIn(date) == 25);

        var open = await shop.OpenStartsAsync(day);

        var twice = open.All.GroupBy(slot => Time(slot.Start)).Where(group => group.Count() == 2);
        Assert.Equal(["02:00", "02:15", "02:30", "02:45"], twice.Select(group => group.Key));
        Assert.All(twice, group => Assert.Equal(TimeSpan.FromHours(1), group.Last().Start - group.First().Start));
        Assert.Equal(27, open.All.Count);
        await ExpectAllBookableAsync(shop, open);
    }

    [PostgresFact]
    public async Task A_visit_across_the_change_takes_its_minutes_and_not_what_the_clock_shows()
    {
        var shop = await api.OpenShopAsync(AtNight with { Minutes = 60 });
        var spring = shop.DaysUntil(date => HoursIn(date) == 23);
        var autumn = shop.DaysUntil(date => HoursIn(date) == 25);

        var inSpring = (await shop.TryBookAsync(shop.Booking(shop.At(spring, "01:30")))).Expect(201);
        var inAutumn = (await shop.TryBookAsync(shop.Booking(shop.At(autumn, "01:30")))).Expect(201);

        Assert.EndsWith("T03:30:00+02:00", inSpring["end"].GetString(), StringComparison.Ordinal);
        Assert.EndsWith("T02:30:00+02:00", inAutumn["end"].GetString(), StringComparison.Ordinal);
    }

    private static int HoursIn(LocalDate date) =>
        (int)(Berlin.AtStartOfDay(date.PlusDays(1)).ToInstant() - Berlin.AtStartOfDay(date).ToInstant()).TotalHours;

    private static string Time(DateTimeOffset start) => start.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static IEnumerable<string> Expected(int count, Func<TimeSpan, bool> exists) =>
        Enumerable.Range(0, count + 3).Select(quarter => TimeSpan.FromMinutes(15 * quarter)).Where(exists)
            .Select(time => time.ToString("hh\\:mm", CultureInfo.InvariantCulture));

    private static async Task ExpectAllBookableAsync(TestShop shop, OpenStarts open)
    {
        var free = DateTimeOffset.MinValue;
        foreach (var slot in open.All.Where(slot => slot.Start >= free || free == DateTimeOffset.MinValue))
        {
            if (slot.Start >= free)
            {
                await shop.BookAsync(slot.Start.ToString("O", null));
                free = slot.Start.AddMinutes(30);
            }
        }
    }
}
