using BookedBarber.TestKit.Client;
using BookedBarber.Web.Tests.Account;
using BookedBarber.Web.Tests.Browser;
using Microsoft.Playwright;

namespace BookedBarber.Web.Tests.Staff;

/// <summary>Who sees what in the calendar, on which clock, and on which screen.</summary>
public sealed class CalendarViewTests
{
    private const string Desk = "#desk";

    private static readonly string Day = CalendarPage.Day;

    [ChromiumFact]
    public async Task A_barber_sees_their_own_column_and_no_booking_of_others()
    {
        await using var server = await DevelopmentServer.StartAsync();
        await using var browser = await ChromiumBrowser.StartAsync(390);
        await server.SignInAsync(browser, "barber");
        var calendar = new CalendarPage(server, browser);
        var other = await calendar.BookAsync("Not theirs", 1, "10:00");
        await calendar.BookAsync("Theirs", 0, "10:00");

        await calendar.OpenAsync(barber: await calendar.BarberAsync(1));

        await calendar.IsDrawnAsync("Theirs", await calendar.NameAsync(0), "10:00");
        Assert.Equal(await calendar.NameAsync(0), Assert.Single(await browser.TextsAsync(".ec-col-head")));
        Assert.DoesNotContain("Not theirs", await browser.Page.ContentAsync());
        var answer = await browser.Page.GotoAsync(new Uri(server.Address, $"/staff/demo/bookings/{other.Id}").ToString());
        Assert.Equal(403, answer!.Status);
    }

    [ChromiumFact]
    public async Task A_booking_of_another_shop_is_not_shown()
    {
        await using var server = await DevelopmentServer.StartAsync();
        await using var browser = await ChromiumBrowser.StartAsync();
        var shop = await TestShop.OpenAsync(server.Administrator);
        var booking = await shop.BookAsync(shop.At(2, "10:00"), shop.Barbers[0]);
        await server.SignInAsync(browser, "owner");

        var answer = await browser.Page.GotoAsync(new Uri(server.Address, $"/staff/demo/bookings/{booking.Id}").ToString());

        Assert.Equal(404, answer!.Status);
    }

    [ChromiumTheory]
    [InlineData("America/Los_Angeles")]
    [InlineData("Pacific/Auckland")]
    public async Task Times_are_those_of_the_shop_also_on_the_day_when_its_clocks_change(string zone)
    {
        await using var server = await DevelopmentServer.StartAsync();
        await using var browser = await ChromiumBrowser.StartAsync(zone: zone);
        var berlin = NodaTime.DateTimeZoneProviders.Tzdb["Europe/Berlin"];
        var shop = await TestShop.OpenAsync(
            server.Administrator,
            new ShopPlan { Policy = new() { ["horizonDays"] = 365 }, Opens = "00:00", Closes = "24:00", Barbers = 2 });
        var days = shop.DaysUntil(date =>
            date.AtStartOfDayInZone(berlin).Offset != date.PlusDays(1).AtStartOfDayInZone(berlin).Offset);
        var day = shop.Date(days);
        await server.SignInAsync(browser, "operator");
        var calendar = new CalendarPage(server, browser, shop.Slug);
        var (first, second) = (await calendar.NameAsync(0), await calendar.NameAsync(1));
        var early = await calendar.BookAsync("Night", 0, "00:30", day);
        var booking = await calendar.BookAsync("Ada", 0, "04:00", day);
        await calendar.OpenAsync(day);
        await browser.Page.EvaluateAsync("document.querySelector('.ec-main').scrollTop = 0");
        await calendar.IsDrawnAsync("Night", first, "00:30");
        await calendar.IsDrawnAsync("Ada", first, "04:00");

        await calendar.DragAsync("Night", second, "05:00");
        await calendar.IsDrawnAsync("Night", second, "05:00");
        await calendar.IsKeptAsync(early, second, $"{day}T05:00");
        await calendar.DragAsync("Ada", second, "01:00");
        await calendar.IsDrawnAsync("Ada", second, "01:00");
        await calendar.IsKeptAsync(booking, second, $"{day}T01:00");
        await calendar.ClickAsync(first, "04:15");
        Assert.Equal("04:15", await browser.Page.InputValueAsync("#new-booking [name=start]"));
        Assert.Equal(day, await browser.Page.InputValueAsync("#new-booking [name=date]"));
        calendar.HasNoErrors();
    }

    [ChromiumTheory]
    [InlineData(390, ColorScheme.Light, "en-GB")]
    [InlineData(1280, ColorScheme.Dark, "de-DE")]
    public async Task Axe_finds_nothing_and_nothing_is_wider_than_the_screen(
        int width, ColorScheme colorScheme, string language)
    {
        await using var server = await DevelopmentServer.StartAsync();
        await using var browser = await ChromiumBrowser.StartAsync(width, colorScheme, language: language);
        await server.SignInAsync(browser, "owner");
        var calendar = new CalendarPage(server, browser);
        await calendar.BookAsync("Ada Lovelace, Countess of something long", 0, "10:00");
        var here = await calendar.BookAsync("Grace", 0, "11:00");
        (await server.Administrator.PostAsync($"/v1/bookings/{here.Id}/check-in")).Expect(200);

        foreach (var view in new[] { "day", "week" })
        {
            await calendar.OpenAsync(view: view);
            await browser.IsAccessibleAsync();
            Assert.Equal(0, await browser.Page.EvaluateAsync<int>(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        }

        await browser.ClickAsync("[data-desk=new-booking]");
        await browser.HasAsync($"{Desk}[open]");
        await browser.IsAccessibleAsync();
        await browser.ClickAsync($"{Desk} [method=dialog] button");
        await calendar.Of("Ada").First.Locator("a").FocusAsync();
        await browser.Page.Keyboard.PressAsync("Enter");
        await browser.HasAsync("#card[open] .booking");
        await browser.IsAccessibleAsync();
        await server.OpenAsync(browser, $"/staff/demo/bookings/{here.Id}");
        await browser.IsAccessibleAsync();
        calendar.HasNoErrors();
    }

    [ChromiumFact]
    public async Task Without_scripts_it_leads_to_the_list_and_clients_load_nothing_of_it()
    {
        await using var server = await DevelopmentServer.StartAsync();
        await using var signedIn = await ChromiumBrowser.StartAsync(javaScript: false);
        await server.SignInAsync(signedIn, "owner");
        await server.OpenAsync(signedIn, $"/staff/demo/calendar?day={Day}");
        await signedIn.Page.Locator("noscript a").ClickAsync();
        await signedIn.HasAsync(".chairs");

        await using var client = await ChromiumBrowser.StartAsync();
        var loaded = new List<string>();
        client.Page.Request += (_, request) => loaded.Add(request.Url);
        await server.OpenAsync(client, "/demo");
        Assert.Contains(loaded, address => address.Contains("site.", StringComparison.Ordinal));
        Assert.DoesNotContain(loaded, address => address.Contains("staff", StringComparison.Ordinal)
            || address.Contains("calendar", StringComparison.Ordinal));
    }
}
