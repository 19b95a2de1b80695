using System.Text.Json.Nodes;
using BookedBarber.TestKit.Client;
using BookedBarber.Web.Tests.Browser;

namespace BookedBarber.Web.Tests.Pages;

/// <summary>From the shop's page to a booking.</summary>
[Collection(DemoServerTests.Name)]
public sealed class ThreeStepsTests(DemoServer server)
{
    [ChromiumTheory]
    [InlineData(360, true)]
    [InlineData(1280, true)]
    [InlineData(360, false)]
    [InlineData(1280, false)]
    public async Task A_client_books_in_three_steps(int width, bool javaScript)
    {
        var shop = await Visitor.OpenShopAsync(server);
        await using var visitor = await Visitor.ComeAsync(server.Process.Address, shop.Slug, width, javaScript);

        await visitor.ChooseAsync();
        await FitsAsync(visitor);
        await visitor.GoToTomorrowAsync();
        var offered = await visitor.OfferedAsync();
        await visitor.TakeAsync(2);
        await FitsAsync(visitor);
        await visitor.BookAsync();
        await visitor.Browser.HasAsync(Visitor.Ticket);
        await FitsAsync(visitor);

        Assert.Equal("You are booked", await visitor.Browser.TextAsync("h1"));
        var page = new Uri(visitor.Browser.Page.Url);
        var booking = (await server.Client.WithToken(Visitor.TokenOf(page))
            .GetAsync($"/v1/bookings/{Visitor.BookingOf(page)}")).Expect(200);
        Assert.Equal("confirmed", booking["status"].GetString());
        Assert.Equal(offered[2], booking["start"].GetDateTimeOffset());
        Assert.Equal("Ada Lovelace", booking["client"].GetProperty("name").GetString());
        Assert.Equal("ada@example.org", booking["client"].GetProperty("email").GetString());
        Assert.Empty(visitor.Browser.TakeConsole());
    }

    [ChromiumFact]
    public async Task Several_services_are_booked_one_after_the_other_with_the_barber_that_was_chosen()
    {
        var shop = await Visitor.OpenShopAsync(server);
        var second = await shop.AddServiceAsync(Bodies.Service("Beard trim", 15, 1_800));
        var barber = await shop.AddBarberAsync("Zoe", "09:00", "17:00", shop.Service, second);
        await using var visitor = await Visitor.ComeAsync(server.Process.Address, shop.Slug);

        await visitor.OpenAsync();
        await visitor.Browser.ClickAsync(".choices .choice:nth-child(2)");
        await visitor.ChooseAsync();
        Assert.Contains("30 min", await visitor.Browser.TextAsync(".visit"));
        await visitor.OpenAsync();
        await visitor.Browser.ClickAsync(".choices .choice:nth-child(1)");
        await visitor.Browser.ClickAsync(".choices .choice:nth-child(2)");
        await visitor.Browser.ClickAsync($".choice:has([value=\"{barber}\"])");
        await visitor.Browser.ClickAsync(Visitor.Next);
        await visitor.Browser.HasAsync(".picker");
        Assert.Contains("45 min · €53.00 · Zoe", await visitor.Browser.TextAsync(".visit"));
        await visitor.GoToTomorrowAsync();
        await visitor.TakeAsync(0);
        await visitor.BookAsync();
        await visitor.Browser.HasAsync(Visitor.Ticket);

        var page = new Uri(visitor.Browser.Page.Url);
        var booking = (await shop.Staff.GetAsync($"/v1/bookings/{Visitor.BookingOf(page)}")).Expect(200);
        Assert.Equal($"{shop.Service},{second}", booking["service"].GetString());
        Assert.Equal(barber, booking["barber"].GetGuid());
    }

    [ChromiumFact]
    public async Task Nothing_chosen_is_said_where_one_chooses()
    {
        var shop = await Visitor.OpenShopAsync(server);
        await using var visitor = await Visitor.ComeAsync(server.Process.Address, shop.Slug, javaScript: false);

        await visitor.OpenAsync();
        await visitor.Browser.ClickAsync(Visitor.Next);

        await visitor.Browser.ShowsAsync("[role=alert]", "Please choose at least one service.");
    }

    [ChromiumFact]
    public async Task What_was_written_wrongly_is_said_at_its_field_and_the_rest_is_kept()
    {
        var shop = await Visitor.OpenShopAsync(server);
        await using var visitor = await Visitor.ComeAsync(server.Process.Address, shop.Slug, javaScript: false);

        await visitor.ChooseAsync();
        await visitor.GoToTomorrowAsync();
        await visitor.TakeAsync(0);
        await visitor.Browser.FillAsync("#name", "Ada");
        await visitor.Browser.FillAsync("#email", "no@where at all");
        await visitor.Browser.Page.EvaluateAsync("document.getElementById('contact').noValidate = true");
        await visitor.Browser.ClickAsync(Visitor.Next);

        await visitor.Browser.HasAsync("#email-error");
        Assert.Equal("true", Assert.Single(await visitor.Browser.AttributesAsync("#email", "aria-invalid")));
        Assert.Equal("Ada", await visitor.Browser.Page.InputValueAsync("#name"));
        Assert.Empty(await shop.ListAsync(0, 7));
        await visitor.Browser.FillAsync("#email", "");
        await visitor.Browser.ClickAsync(Visitor.Next);
        await visitor.Browser.HasAsync(Visitor.Ticket);
    }

    [ChromiumFact]
    public async Task Who_goes_back_to_the_form_and_sends_it_again_books_once()
    {
        var shop = await Visitor.OpenShopAsync(server);
        await using var visitor = await Visitor.ComeAsync(server.Process.Address, shop.Slug);

        var first = await visitor.BookTomorrowAsync();
        await visitor.Browser.Page.GoBackAsync();
        await visitor.BookAsync();
        await visitor.Browser.HasAsync(Visitor.Ticket);

        Assert.Equal(Visitor.BookingOf(first), Visitor.BookingOf(new Uri(visitor.Browser.Page.Url)));
        Assert.Single(await shop.ListAsync(0, 7));
    }

    [ChromiumFact]
    public async Task A_day_without_times_leads_to_the_next_that_has_some_however_far_it_is()
    {
        var shop = await Visitor.OpenShopAsync(server, barbers: 1);
        await shop.SetHoursAsync(shop.Barbers[0], new JsonObject
        {
            ["weekly"] = new JsonObject(),
            ["exceptions"] = new JsonArray(new JsonObject
            {
                ["date"] = shop.Date(50), ["intervals"] = Bodies.Intervals(("09:00", "12:00")),
            }),
        });
        await using var browser = await ChromiumBrowser.StartAsync(390);

        await browser.OpenAsync(new Uri(
            server.Process.Address, $"/{shop.Slug}/times?service={shop.Service}&barber=any&day={shop.Date(3)}"));

        await browser.ClickAsync(".nothing .button");
        await browser.HasAsync(Visitor.Times);
        Assert.Contains($"day={shop.Date(50)}", browser.Page.Url);
    }

    [ChromiumFact]
    public async Task Enter_in_a_field_books_no_other_time_than_the_one_that_was_chosen()
    {
        var shop = await Visitor.OpenShopAsync(server, barbers: 1);
        await using var visitor = await Visitor.ComeAsync(server.Process.Address, shop.Slug, javaScript: false);
        await visitor.ChooseAsync();
        await visitor.GoToTomorrowAsync();
        var start = (await visitor.OfferedAsync())[3];
        await visitor.TakeAsync(3);
        await shop.BookAsync($"{start:yyyy-MM-dd'T'HH:mm:sszzz}");
        await visitor.BookAsync();
        await visitor.Browser.HasAsync(".time-button");

        await visitor.Browser.Page.Locator("#name").PressAsync("Enter");

        // What Enter presses is the first button of the form (WHATWG HTML, implicit submission).
        Assert.True(await visitor.Browser.Page.EvaluateAsync<bool>(
            "[...document.querySelector('#contact').elements].find(one => one.type === 'submit').disabled"));
        var list = await shop.Staff.GetAsync($"{shop.Path}/bookings?from={shop.Date(0)}&to={shop.Date(7)}");
        Assert.Equal(1, list["items"].GetArrayLength());
        await visitor.Browser.HasAsync(".time-button");
    }

    [ChromiumFact]
    public async Task A_deposit_is_said_before_and_the_hold_after()
    {
        var shop = await Visitor.OpenShopAsync(server, deposit: 1_000);
        await using var visitor = await Visitor.ComeAsync(server.Process.Address, shop.Slug);

        await visitor.ChooseAsync();
        await visitor.GoToTomorrowAsync();
        await visitor.TakeAsync(0);
        Assert.Contains("A deposit of €10.00 confirms it", await visitor.Browser.TextAsync("#contact"));
        await visitor.BookAsync();

        await visitor.Browser.ShowsAsync(".pill", "Held for you");
        await visitor.Browser.ShowsAsync("h1", "Your booking");
        Assert.Contains("A deposit of €10.00 is awaited", await visitor.Browser.TextAsync(Visitor.Ticket));
    }

    [ChromiumFact]
    public async Task Whoever_lives_in_another_zone_is_shown_both_clocks()
    {
        var shop = await Visitor.OpenShopAsync(server);
        await using var visitor = await Visitor.ComeAsync(
            server.Process.Address, shop.Slug, zone: "America/New_York");

        await visitor.ChooseAsync();
        await visitor.GoToTomorrowAsync();

        var start = (await visitor.OfferedAsync())[0];
        var there = TimeZoneInfo.ConvertTime(start, TimeZoneInfo.FindSystemTimeZoneById("America/New_York"));
        Assert.Equal($"{start:HH:mm}", await visitor.Browser.TextAsync($"{Visitor.Times} time"));
        Assert.Equal($"{there:HH:mm} your time", await visitor.Browser.TextAsync($"{Visitor.Times} small"));
        Assert.Contains("America/New York", await visitor.Browser.TextAsync(".zone"));
    }

    [ChromiumFact]
    public async Task A_shop_without_services_says_so()
    {
        var slug = $"empty-{Guid.NewGuid():N}"[..20];
        (await server.Process.Administrator.PostAsync("/v1/shops", Bodies.Shop(slug))).Expect(201);
        await using var visitor = await Visitor.ComeAsync(server.Process.Address, slug);

        await visitor.OpenAsync();

        Assert.Equal("Nothing can be booked here yet", await visitor.Browser.TextAsync("h1"));
        Assert.Empty(visitor.Browser.TakeConsole());
    }

    // No page is wider than the screen.
    private static async Task FitsAsync(Visitor visitor) => Assert.Equal(0, await visitor.Browser.Page.EvaluateAsync<int>(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"));
}
