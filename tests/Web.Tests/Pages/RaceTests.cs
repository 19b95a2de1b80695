using BookedBarber.TestKit.Client;
using BookedBarber.Web.Tests.Browser;

namespace BookedBarber.Web.Tests.Pages;

/// <summary>Two people who want the same time.</summary>
[Collection(DemoServerTests.Name)]
public sealed class RaceTests(DemoServer server)
{
    // A page that asked anew now and then would come later: what is seen before that came by the stream.
    private const int LiveDeadlineSeconds = 15;

    [ChromiumFact]
    public async Task One_books_and_the_other_sees_the_time_vanish()
    {
        var shop = await Visitor.OpenShopAsync(server, barbers: 1);
        await using var fast = await Visitor.ComeAsync(server.Process.Address, shop.Slug);
        await using var slow = await Visitor.ComeAsync(server.Process.Address, shop.Slug, width: 1280);
        await slow.ChooseAsync();
        await slow.GoToTomorrowAsync();
        await StreamIsOpenAsync(slow);
        var wanted = (await slow.OfferedAsync())[3];

        await fast.BookTomorrowAsync(time: 3);

        await Eventually.SeesAsync(
            $"{wanted} has left the page",
            slow.OfferedAsync,
            offered => offered.Count > 0 && !offered.Contains(wanted),
            LiveDeadlineSeconds);
        Assert.NotEqual("", await slow.Browser.TextAsync(".news"));
        Assert.Empty(slow.Browser.TakeConsole());
    }

    [ChromiumFact]
    public async Task A_time_that_becomes_free_comes_back_to_its_place()
    {
        var shop = await Visitor.OpenShopAsync(server, barbers: 1);
        var booked = await shop.BookAsync(shop.At(1, "10:00"));
        await using var visitor = await Visitor.ComeAsync(server.Process.Address, shop.Slug);
        await visitor.ChooseAsync();
        await visitor.GoToTomorrowAsync();
        await StreamIsOpenAsync(visitor);
        Assert.DoesNotContain(booked.Start, await visitor.OfferedAsync());

        (await shop.Anonymous.WithToken(booked.ManageToken).PostAsync($"/v1/bookings/{booked.Id}/cancel")).Expect(200);

        await Eventually.SeesAsync(
            $"{booked.Start} is offered",
            visitor.OfferedAsync,
            offered => offered.Contains(booked.Start) && offered.SequenceEqual(offered.Order()),
            LiveDeadlineSeconds);
        await visitor.Browser.ClickAsync($"li[data-start=\"{Iso(booked.Start)}\"] a");
        await visitor.Browser.HasAsync("#contact");
    }

    [ChromiumFact]
    public async Task A_day_that_is_nearly_full_says_how_much_is_left_and_goes_on_counting()
    {
        const string Tomorrow = ".days li:nth-child(2) .few";
        var shop = await Visitor.OpenShopAsync(server, barbers: 1);
        await shop.SetHoursAsync(shop.Barbers[0], Bodies.Hours("09:00", "10:45"));
        await using var visitor = await Visitor.ComeAsync(server.Process.Address, shop.Slug);
        await visitor.ChooseAsync();
        await StreamIsOpenAsync(visitor);
        Assert.Equal(6, (await shop.OpenStartsAsync(1)).All.Count);
        Assert.Equal("", await visitor.Browser.TextAsync(Tomorrow));

        await shop.BookAsync(shop.At(1, "09:00"));
        await visitor.Browser.ShowsAsync(Tomorrow, "4 left");
        await shop.BookAsync(shop.At(1, "09:30"));
        await visitor.Browser.ShowsAsync(Tomorrow, "2 left");
        await visitor.Browser.IsAccessibleAsync();

        await visitor.ChooseAsync();
        await visitor.Browser.ShowsAsync(Tomorrow, "2 left");
        await shop.BookAsync(shop.At(1, "10:00"));
        await visitor.Browser.ShowsAsync(Tomorrow, "");
    }

    [ChromiumFact]
    public async Task Who_goes_back_to_the_times_sees_what_was_taken_meanwhile_and_afterwards()
    {
        var shop = await Visitor.OpenShopAsync(server, barbers: 1);
        await using var browser = await ChromiumBrowser.StartAsync(390, keepsPages: true);
        var visitor = new Visitor(browser, server.Process.Address, shop.Slug);
        await visitor.ChooseAsync();
        await visitor.GoToTomorrowAsync();
        await browser.Page.EvaluateAsync("addEventListener('pageshow', e => (globalThis.kept = e.persisted))");
        await visitor.TakeAsync(5);
        await shop.BookAsync(shop.At(1, "10:00"));

        // No GoBack of the driver: it waits for a page to load, and this one is there already.
        await browser.Page.EvaluateAsync("setTimeout(() => history.back())");
        await browser.HasAsync(".picker");
        Assert.True(await browser.Page.EvaluateAsync<bool>("globalThis.kept"), "The browser made the page anew.");
        await IsNotOfferedAsync("10:00");
        await shop.BookAsync(shop.At(1, "12:00"));
        await IsNotOfferedAsync("12:00");

        Task IsNotOfferedAsync(string time) => Eventually.SeesAsync(
            $"{time} has left the page",
            visitor.OfferedAsync,
            offered => offered.Count > 0 && offered.All(start => $"{start:HH:mm}" != time),
            LiveDeadlineSeconds);
    }

    [ChromiumFact]
    public async Task Whoever_fills_in_the_form_is_told_at_once_that_the_time_is_gone()
    {
        var shop = await Visitor.OpenShopAsync(server, barbers: 1);
        await using var visitor = await Visitor.ComeAsync(server.Process.Address, shop.Slug);
        await visitor.ChooseAsync();
        await visitor.GoToTomorrowAsync();
        var wanted = (await visitor.OfferedAsync())[2];
        await visitor.TakeAsync(2);
        await StreamIsOpenAsync(visitor);

        await shop.BookAsync(Iso(wanted));

        await visitor.Browser.ShowsAsync("#gone h2", "This time was just taken");
        Assert.True(await visitor.Browser.Page.Locator(Visitor.Next).IsDisabledAsync());
    }

    [ChromiumTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whoever_comes_second_is_offered_the_nearest_and_keeps_what_was_written(bool javaScript)
    {
        var shop = await Visitor.OpenShopAsync(server, barbers: 1);
        await using var visitor = await Visitor.ComeAsync(server.Process.Address, shop.Slug, javaScript: javaScript);
        await visitor.ChooseAsync();
        await visitor.GoToTomorrowAsync();
        var wanted = (await visitor.OfferedAsync())[4];

        // The page does not hear of it.
        await visitor.Browser.Page.RouteAsync("**/availability**", route => route.AbortAsync());
        await visitor.TakeAsync(4);
        await visitor.Browser.FillAsync("#name", "Grace Hopper");
        await visitor.Browser.FillAsync("#notes", "As last time");

        await shop.BookAsync(Iso(wanted));
        await visitor.Browser.ClickAsync(Visitor.Next);

        await visitor.Browser.ShowsAsync("[role=alert] h2", "Somebody was faster");
        var nearest = await visitor.Browser.AttributesAsync(".alternatives button", "value");
        Assert.InRange(nearest.Length, 1, 3);
        Assert.Equal("Grace Hopper", await visitor.Browser.Page.InputValueAsync("#name"));
        Assert.Equal("As last time", await visitor.Browser.Page.InputValueAsync("#notes"));
        await visitor.Browser.ClickAsync(".alternatives button");
        await visitor.Browser.HasAsync(Visitor.Ticket);
        var booked = (await shop.ListAsync(0, 7)).Select(booking => booking.Start);
        Assert.Equal([wanted, Visitor.Parse(nearest[0])], booked.OrderBy(start => start != wanted));
    }

    private static string Iso(DateTimeOffset start) =>
        start.ToString("yyyy-MM-dd'T'HH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture);

    // The page that is fetched after the stream began has come: from there on nothing is missed.
    private static Task StreamIsOpenAsync(Visitor visitor) => Eventually.HoldsAsync(
        "the stream is open",
        () => visitor.Browser.Page.EvaluateAsync<bool>(
            "performance.getEntriesByType('resource').some(e => /availability\\?/.test(e.name))"));
}
