using System.Text.Json.Nodes;
using BookedBarber.TestKit.Client;
using BookedBarber.Web.Tests.Browser;

namespace BookedBarber.Web.Tests.Pages;

/// <summary>A booking's own page, by its link.</summary>
[Collection(DemoServerTests.Name)]
public sealed class ComeBackTests(DemoServer server)
{
    [ChromiumTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_client_moves_a_booking(bool javaScript)
    {
        var shop = await Visitor.OpenShopAsync(server);
        await using var visitor = await Visitor.ComeAsync(server.Process.Address, shop.Slug, javaScript: javaScript);
        var page = await visitor.BookTomorrowAsync();
        Assert.Contains("You can cancel or reschedule until", await visitor.Browser.TextAsync(Visitor.Ticket));

        await visitor.Browser.Page.GetByText("Reschedule", new() { Exact = true }).ClickAsync();
        await visitor.Browser.HasAsync(".picker");
        await visitor.Browser.Page.Locator(".days a").Nth(2).ClickAsync();
        await visitor.Browser.HasAsync(".days li:nth-child(3) a[aria-current]");
        var wanted = (await visitor.OfferedAsync())[1];
        await visitor.Browser.Page.Locator(Visitor.Times).Nth(1).ClickAsync();
        await visitor.Browser.ClickAsync(Visitor.Next);

        await visitor.Browser.ShowsAsync("[role=status]", "Your booking was moved");
        var booking = Assert.Single(await shop.ListAsync(0, 7));
        Assert.Equal((Visitor.BookingOf(page), wanted), (booking.Id, booking.Start));
        Assert.Empty(visitor.Browser.TakeConsole());
    }

    [ChromiumFact]
    public async Task A_move_to_a_time_that_somebody_took_keeps_the_old_one_and_offers_others()
    {
        var shop = await Visitor.OpenShopAsync(server, barbers: 1);
        await using var visitor = await Visitor.ComeAsync(server.Process.Address, shop.Slug);
        await visitor.BookTomorrowAsync();
        await visitor.Browser.Page.GetByText("Reschedule", new() { Exact = true }).ClickAsync();
        await visitor.Browser.HasAsync(".picker");
        await visitor.GoToTomorrowAsync();
        var wanted = (await visitor.OfferedAsync())[^1];
        await visitor.Browser.Page.Locator(Visitor.Times).Last.ClickAsync();
        await visitor.Browser.HasAsync(Visitor.Next);
        await shop.BookAsync(wanted.ToString("yyyy-MM-dd'T'HH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture));

        await visitor.Browser.ClickAsync(Visitor.Next);

        await visitor.Browser.ShowsAsync("[role=alert] h2", "Somebody was faster");
        Assert.Equal(2, (await shop.ListAsync(0, 7, "&status=confirmed")).Count);
        var other = Visitor.Parse((await visitor.Browser.AttributesAsync(".alternatives button", "value"))[0]);
        await visitor.Browser.ClickAsync(".alternatives button");
        await visitor.Browser.ShowsAsync("[role=status]", "Your booking was moved");
        Assert.Contains(await shop.ListAsync(0, 7), booking => booking.Start == other);
    }

    [ChromiumTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_client_cancels_after_being_asked_and_the_time_is_free_again(bool javaScript)
    {
        var shop = await Visitor.OpenShopAsync(server);
        await using var visitor = await Visitor.ComeAsync(server.Process.Address, shop.Slug, javaScript: javaScript);
        await visitor.BookTomorrowAsync();

        await visitor.Browser.Page.GetByText("Cancel booking", new() { Exact = true }).ClickAsync();
        await visitor.Browser.ClickAsync("button.danger");

        await visitor.Browser.ShowsAsync(".pill", "Cancelled");
        Assert.Equal("cancelled", Assert.Single(await shop.ListAsync(0, 7)).Status);
        Assert.Equal(0, await visitor.Browser.Page.Locator(".actions").CountAsync());
    }

    [ChromiumFact]
    public async Task After_the_deadline_the_page_says_so_and_offers_nothing()
    {
        var shop = await TestShop.OpenAsync(
            server.Process.Administrator,
            new ShopPlan { Policy = new JsonObject { ["cancelUntilMinutes"] = 7 * 24 * 60 } });
        await using var visitor = await Visitor.ComeAsync(server.Process.Address, shop.Slug);

        await visitor.BookTomorrowAsync();

        Assert.Contains("it can no longer be cancelled", await visitor.Browser.TextAsync(Visitor.Ticket));
        Assert.Equal(0, await visitor.Browser.Page.Locator(".actions").CountAsync());
    }

    [PostgresFact]
    public async Task The_link_of_one_booking_opens_no_other()
    {
        var shop = await Visitor.OpenShopAsync(server);
        var (mine, other) = (await shop.BookAsync(shop.At(1, "10:00")), await shop.BookAsync(shop.At(1, "11:00")));
        (string, string) html = ("Accept", "text/html");

        var page = (await server.Client.GetAsync($"/bookings/{mine.Id}?token={mine.ManageToken}", html)).Expect(200);
        Assert.Equal("no-store", page.Header("Cache-Control"));
        foreach (var address in (string[])
        [
            $"/bookings/{mine.Id}", $"/bookings/{mine.Id}?token=", $"/bookings/{mine.Id}?token={other.ManageToken}",
            $"/bookings/{Guid.NewGuid()}?token={mine.ManageToken}", "/bookings/x?token=x",
        ])
        {
            var answer = (await server.Client.GetAsync(address, html)).Expect(404);
            Assert.Equal("text/html", answer.MediaType);
            Assert.DoesNotContain("Ada", answer.Text);
        }
    }

    [PostgresFact]
    public async Task A_form_without_the_token_changes_nothing()
    {
        var shop = await Visitor.OpenShopAsync(server);
        var (mine, other) = (await shop.BookAsync(shop.At(1, "10:00")), await shop.BookAsync(shop.At(1, "11:00")));
        foreach (var body in (string[])["", "token=", $"token={other.ManageToken}"])
        {
            foreach (var step in (string[])["cancel", "reschedule"])
            {
                var form = new StringContent(
                    $"{body}&start={Uri.EscapeDataString(shop.At(1, "12:00"))}",
                    null,
                    "application/x-www-form-urlencoded");
                var answer = await server.Client.SendAsync(
                    HttpMethod.Post, $"/bookings/{mine.Id}/{step}", form, ("Accept", "text/html"));
                answer.Expect(404);
            }
        }

        Assert.Equal(
            [("confirmed", mine.Start), ("confirmed", other.Start)],
            (await shop.ListAsync(0, 7)).Select(booking => (booking.Status, booking.Start)));
    }
}
