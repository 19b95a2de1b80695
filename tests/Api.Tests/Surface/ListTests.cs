using BookedBarber.TestKit.Client;
using BookedBarber.Api.Tests.Server;
using BookedBarber.TestKit;

namespace BookedBarber.Api.Tests.Surface;

/// <summary>The list of bookings that a shop's people work with.</summary>
public sealed class ListTests(RunningApi api) : IClassFixture<RunningApi>
{
    [PostgresFact]
    public async Task It_has_what_starts_from_one_date_to_another_by_start()
    {
        var shop = await api.OpenShopAsync(new ShopPlan { Opens = "00:00", Closes = "24:00" });
        await shop.BookAsync(shop.At(2, "23:45"));
        var last = await shop.BookAsync(shop.At(4, "23:45"));
        var first = await shop.BookAsync(shop.At(3, "00:30"));
        await shop.BookAsync(shop.At(5, "00:30"));

        Assert.Equal([first.Id, last.Id], (await shop.ListAsync(fromDay: 3, toDay: 5)).Select(booked => booked.Id));
        Assert.Empty(await shop.ListAsync(fromDay: 20, toDay: 30));
    }

    [PostgresFact]
    public async Task It_comes_in_pages_that_leave_nothing_out_and_repeat_nothing()
    {
        var plan = new ShopPlan { Barbers = 5, Opens = "00:00", Closes = "24:00", Minutes = 15 };
        var shop = await api.OpenShopAsync(plan);
        var booked = await Task.WhenAll(Enumerable.Range(0, 48).SelectMany(number => shop.Barbers.Select(
            barber => shop.BookAsync(shop.At(3, $"{number / 4:00}:{number % 4 * 15:00}"), barber))));

        var page = (await shop.Staff.GetAsync(
            $"{shop.Path}/bookings?from={shop.Date(3)}&to={shop.Date(4)}")).Expect(200);
        var listed = await shop.ListAsync(3, 4);

        Assert.Equal(100, page["items"].GetArrayLength());
        Assert.NotEmpty(page["next"].GetString()!);
        Assert.Equal(
            booked.OrderBy(one => one.Start).ThenBy(one => one.Id.ToString()).Select(one => one.Id),
            listed.Select(one => one.Id));
    }

    [PostgresFact]
    public async Task It_can_be_narrowed_to_a_barber_and_a_status()
    {
        var shop = await api.OpenShopAsync(new ShopPlan { Barbers = 2 });
        var first = await shop.BookAsync(shop.At(3, "10:00"), shop.Barbers[0]);
        var second = await shop.BookAsync(shop.At(3, "11:00"), shop.Barbers[1]);
        var third = await shop.BookAsync(shop.At(3, "12:00"), shop.Barbers[1]);
        (await shop.Staff.PostAsync($"/v1/bookings/{third.Id}/cancel")).Expect(200);

        async Task<IEnumerable<Guid>> IdsAsync(string query) =>
            (await shop.ListAsync(3, 4, query)).Select(one => one.Id);
        Assert.Equal([first.Id, second.Id, third.Id], await IdsAsync(""));
        Assert.Equal([second.Id, third.Id], await IdsAsync($"&barber={shop.Barbers[1]}"));
        Assert.Equal([first.Id, second.Id], await IdsAsync("&status=confirmed"));
        Assert.Equal([third.Id], await IdsAsync($"&barber={shop.Barbers[1]}&status=cancelled"));
        Assert.Empty(await IdsAsync("&status=no-show"));
    }

    [PostgresFact]
    public async Task A_hold_whose_time_has_passed_is_listed_as_expired()
    {
        var shop = await api.OpenShopAsync(new ShopPlan { Deposit = 500 });
        var held = await shop.BookAsync(shop.At(3, "10:00"));
        Assert.Equal("held", Assert.Single(await shop.ListAsync(3, 4)).Status);

        await api.Table.LetHoldRunOutAsync(held.Id);

        Assert.Equal("expired", Assert.Single(await shop.ListAsync(3, 4)).Status);
        Assert.Equal(held.Id, Assert.Single(await shop.ListAsync(3, 4, "&status=expired")).Id);
        Assert.Empty(await shop.ListAsync(3, 4, "&status=held"));
    }

    [PostgresFact]
    public async Task It_never_has_another_shops_bookings_nor_anybodys_token()
    {
        var (shop, other) = (await api.OpenShopAsync(), await api.OpenShopAsync());
        var mine = await shop.BookAsync(shop.At(3, "10:00"));
        await other.BookAsync(other.At(3, "10:00"));

        Assert.Equal(mine with { ManageToken = "" }, Assert.Single(await shop.ListAsync(0, 30)));
    }
}
