using BookedBarber.TestKit.Client;
using BookedBarber.Api.Tests.Server;
using BookedBarber.Api.Tests.Support;
using BookedBarber.TestKit;

namespace BookedBarber.Api.Tests.Races;

/// <summary>A thousand people who want the same chair.</summary>
public sealed class OneSlotTests(RunningApi api) : IClassFixture<RunningApi>
{
    private const int Callers = 2_000;

    [PostgresFact]
    public async Task Of_2000_who_want_one_slot_one_gets_it_and_the_others_get_the_nearest_alternatives()
    {
        var shop = await api.OpenShopAsync();
        var wanted = shop.At(days: 3, "11:00");
        var expected = Nearest(await shop.OpenStartsAsync(fromDay: 3), DateTimeOffset.Parse(wanted, null));

        var answers = await Stampede.BookAsync(shop, Callers, number => (
            $"caller-{number}", Bodies.Booking(shop.Service, wanted, $"{shop.Barbers[0]}", $"Caller {number}")));

        var winner = Booked.From(Assert.Single(answers, answer => answer.Status == 201));
        var losers = answers.Where(answer => answer.Status != 201).ToList();
        Assert.All(losers, loser => Assert.Equal(expected, Distances(loser, wanted)));
        var row = Assert.Single(await api.Table.OfAsync(shop.Id));
        Assert.Equal(new BookingRow(winner.Id, "confirmed", winner.Barber, winner.Start), row);
        Assert.False((await shop.OpenStartsAsync(fromDay: 3)).Has(wanted), "What was taken is still offered.");
    }

    [PostgresFact]
    public async Task Of_those_who_want_overlapping_starts_nobody_gets_an_overlap()
    {
        var shop = await api.OpenShopAsync(new ShopPlan { Minutes = 45 });
        string[] starts = [shop.At(4, "10:00"), shop.At(4, "10:15"), shop.At(4, "10:30"), shop.At(4, "10:45")];

        var answers = await Stampede.BookAsync(
            shop, 200, number => ($"caller-{number}", shop.Booking(starts[number % starts.Length])));

        Assert.All(answers, answer => Assert.Contains(answer.Status, (int[])[201, 409]));
        Assert.InRange(answers.Count(answer => answer.Status == 201), 1, 2);
        Assert.Equal(0, await api.Table.CountOverlapsAsync());
    }

    /// <summary>How far the three nearest open starts are once the wanted time is taken, nearest first.</summary>
    private static TimeSpan[] Nearest(OpenStarts before, DateTimeOffset wanted)
    {
        var length = TimeSpan.FromMinutes(30);
        return
        [
            .. before.All.Select(slot => (slot.Start - wanted).Duration()).Where(distance => distance >= length)
                .Order().Take(3),
        ];
    }

    private static TimeSpan[] Distances(Answer loser, string wanted) =>
    [
        .. loser.ExpectProblem(409, "slot_taken")["alternatives"].EnumerateArray()
            .Select(slot => (OpenStart.From(slot).Start - DateTimeOffset.Parse(wanted, null)).Duration()),
    ];
}
