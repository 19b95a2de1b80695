using System.Text.Json.Nodes;
using BookedBarber.TestKit.Client;
using BookedBarber.Api.Tests.Server;
using BookedBarber.TestKit;

namespace BookedBarber.Api.Tests.Surface;

/// <summary>The old time is given up only when the new one is taken.</summary>
public sealed class RescheduleTests(RunningApi api) : IClassFixture<RunningApi>
{
    [PostgresFact]
    public async Task The_old_time_is_free_and_the_new_one_taken()
    {
        var shop = await api.OpenShopAsync();
        var booked = await shop.BookAsync(shop.At(3, "10:00"));

        var moved = Booked.From((await MoveAsync(shop, booked, shop.At(4, "12:00"))).Expect(200));

        Assert.Equal(booked with { Start = DateTimeOffset.Parse(shop.At(4, "12:00"), null), ManageToken = "" }, moved);
        Assert.True((await shop.OpenStartsAsync(3)).Has(shop.At(3, "10:00")), "The old time is not offered.");
        Assert.False((await shop.OpenStartsAsync(4)).Has(shop.At(4, "12:00")), "The new time is still offered.");
        Assert.Equal(moved.Start, Assert.Single(await api.Table.OfAsync(shop.Id)).Start);
    }

    [PostgresFact]
    public async Task To_a_taken_time_it_is_refused_with_alternatives_and_the_old_one_is_kept()
    {
        var shop = await api.OpenShopAsync();
        var booked = await shop.BookAsync(shop.At(3, "10:00"));
        var other = await shop.BookAsync(shop.At(3, "12:00"));

        var refused = (await MoveAsync(shop, booked, shop.At(3, "12:00"))).ExpectProblem(409, "slot_taken");
        var overlapping = (await MoveAsync(shop, booked, shop.At(3, "11:45"))).ExpectProblem(409, "slot_taken");

        Assert.InRange(refused["alternatives"].GetArrayLength(), 1, 3);
        Assert.InRange(overlapping["alternatives"].GetArrayLength(), 1, 3);
        Assert.Equal(
            [booked with { ManageToken = "" }, other with { ManageToken = "" }], await shop.ListAsync(3, 4));
    }

    [PostgresFact]
    public async Task Its_own_time_is_no_obstacle()
    {
        var shop = await api.OpenShopAsync();
        var booked = await shop.BookAsync(shop.At(3, "10:00"));

        (await MoveAsync(shop, booked, shop.At(3, "10:15"))).Expect(200);
        (await MoveAsync(shop, booked, shop.At(3, "10:15"))).Expect(200);
        (await MoveAsync(shop, booked, shop.At(3, "10:00"))).Expect(200);

        Assert.Equal(["09:45", "10:00", "10:15"], Missing(await shop.OpenStartsAsync(3)));
    }

    [PostgresFact]
    public async Task To_another_barber_by_name_or_to_any()
    {
        var shop = await api.OpenShopAsync(new ShopPlan { Barbers = 3 });
        var (first, second, third) = (shop.Barbers[0], shop.Barbers[1], shop.Barbers[2]);
        var booked = await shop.BookAsync(shop.At(3, "10:00"), first);
        var inTheWay = await shop.BookAsync(shop.At(3, "11:00"), second);

        var named = Booked.From((await MoveAsync(shop, booked, shop.At(3, "10:00"), $"{second}")).Expect(200));
        (await MoveAsync(shop, booked, shop.At(3, "11:00"))).ExpectProblem(409, "slot_taken");
        var any = Booked.From((await MoveAsync(shop, booked, shop.At(3, "11:00"), "any")).Expect(200));

        Assert.Equal((second, booked.Start), (named.Barber, named.Start));
        Assert.Contains(any.Barber, (Guid[])[first, third]);
        var ten = (await shop.OpenStartsAsync(3)).All.Single(slot => slot.Start == booked.Start);
        Assert.Equal(shop.Barbers.Order(), ten.Barbers.Order());
        Assert.Equal(2, (await shop.ListAsync(3, 4)).Count(other => other.Start == inTheWay.Start));
    }

    [PostgresFact]
    public async Task Where_it_may_not_start_it_is_refused_for_the_same_reasons_as_a_booking()
    {
        var shop = await api.OpenShopAsync();
        var booked = await shop.BookAsync(shop.At(3, "10:00"));

        (await MoveAsync(shop, booked, shop.At(3, "20:00"))).ExpectProblem(422, "outside_hours");
        (await MoveAsync(shop, booked, shop.At(90, "10:00"))).ExpectProblem(422, "too_far");
        (await MoveAsync(shop, booked, shop.At(-1, "10:00"))).ExpectProblem(422, "too_soon");
        (await MoveAsync(shop, booked, shop.At(3, "10:05"))).ExpectProblem(422, "validation_failed");
        (await MoveAsync(shop, booked, shop.At(3, "12:00"), $"{Guid.CreateVersion7()}"))
            .ExpectProblem(404, "not_found");
        Assert.Equal(booked.Start, Assert.Single(await api.Table.OfAsync(shop.Id)).Start);
    }

    [PostgresFact]
    public async Task Of_many_who_move_to_one_time_one_gets_it_and_the_others_keep_theirs()
    {
        var shop = await api.OpenShopAsync(new ShopPlan { Barbers = 4 });
        string[] times = ["09:00", "09:30", "10:00", "10:30", "11:00", "11:30"];
        var booked = await Task.WhenAll(
            times.SelectMany(time => shop.Barbers.Select(barber => shop.BookAsync(shop.At(3, time), barber))));

        var wanted = shop.At(3, "15:00");
        var answers = await Task.WhenAll(
            booked.Select(one => MoveAsync(shop, one, wanted, $"{shop.Barbers[0]}")));

        Assert.Single(answers, answer => answer.Status == 200);
        Assert.All(
            answers.Where(answer => answer.Status != 200), answer => answer.ExpectProblem(409, "slot_taken"));
        var rows = await api.Table.OfAsync(shop.Id);
        Assert.Single(rows, row => row.Start == DateTimeOffset.Parse(wanted, null));
        Assert.Equal(booked.Length, rows.Count(row => row.Status == "confirmed"));
        Assert.Equal(0, await api.Table.CountOverlapsAsync());
    }

    [PostgresFact]
    public async Task Two_who_swap_their_times_at_once_never_lose_one()
    {
        var shop = await api.OpenShopAsync(new ShopPlan { Barbers = 2 });
        var first = await shop.BookAsync(shop.At(3, "10:00"), shop.Barbers[0]);
        var second = await shop.BookAsync(shop.At(3, "10:00"), shop.Barbers[1]);

        for (var round = 0; round < 20; round++)
        {
            var rows = await api.Table.OfAsync(shop.Id);
            var swaps = rows.Select(row => MoveAsync(
                shop,
                row.Id == first.Id ? first : second,
                shop.At(3, round % 2 == 0 ? "12:00" : "10:00"),
                $"{shop.Barbers.Single(barber => barber != row.Barber)}"));
            foreach (var answer in await Task.WhenAll(swaps))
            {
                Assert.Contains(answer.Status, (int[])[200, 409]);
            }
        }

        Assert.Equal(2, (await api.Table.OfAsync(shop.Id)).Count(row => row.Status == "confirmed"));
        Assert.Equal(0, await api.Table.CountOverlapsAsync());
    }

    private static Task<Answer> MoveAsync(TestShop shop, Booked booked, string start, string? barber = null)
    {
        var body = new JsonObject { ["start"] = start };
        if (barber is not null)
        {
            body["barber"] = barber;
        }

        return shop.Anonymous.WithToken(booked.ManageToken).PostAsync($"/v1/bookings/{booked.Id}/reschedule", body);
    }

    private static IEnumerable<string> Missing(OpenStarts open) =>
        Enumerable.Range(36, 31).Select(quarter => $"{quarter / 4:00}:{quarter % 4 * 15:00}").Except(open.Times);
}
