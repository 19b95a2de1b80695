using BookedBarber.Web.Tests.Browser;

namespace BookedBarber.Web.Tests.Home;

/// <summary>The open times on the page, in a real browser.</summary>
[Collection(DemoServerTests.Name)]
public sealed class OpenTimesTests(DemoServer server)
{
    private const string Times = "#groups li:not(.taken) time";
    private const string RememberWhatIsSaid = """
        () => {
          const summary = document.getElementById('summary');
          window.said = '';
          new MutationObserver(() => window.said += summary.textContent).observe(summary, { childList: true });
        }
        """;

    // The page asks anew every 30 seconds: what is seen before that came by the stream.
    private const int LiveDeadlineSeconds = 20;

    [ChromiumFact]
    public async Task The_page_shows_the_next_open_times_of_the_demo_shop()
    {
        await using var browser = await ChromiumBrowser.StartAsync();
        await OpenAsync(browser);
        var shop = await server.ShopAsync();

        Assert.Equal(shop["name"].GetString(), await browser.TextAsync("h1"));
        Assert.Equal(Names(shop["services"]), await browser.TextsAsync("#services .face > span:first-child"));
        var barbers = await browser.TextsAsync("#barbers .face");
        Assert.Equal(["Anyone", .. Names(shop["barbers"])], barbers);
        await ShowsTheTimesOfAsync(browser, shop["services"][0].GetProperty("id").GetGuid());
        Assert.Empty(browser.TakeConsole());
    }

    [ChromiumFact]
    public async Task A_time_that_is_booked_leaves_the_page_while_it_is_watched()
    {
        await using var browser = await ChromiumBrowser.StartAsync();
        await OpenAsync(browser);
        var shop = await server.ShopAsync();
        var service = shop["services"][0].GetProperty("id").GetGuid();
        var barber = shop["barbers"][0].GetProperty("id").GetGuid();
        await browser.ClickAsync($"#barbers .choice:has([value=\"{barber}\"])");
        await ShowsTheTimesOfAsync(browser, service, $"{barber}");
        var (_, slots) = await server.NextOpenDayAsync(service, $"{barber}");

        await browser.Page.EvaluateAsync(RememberWhatIsSaid);

        // The last of the day: no clock makes it leave before the booking does.
        (await server.BookAsync(DemoServer.Booking(service, slots[^1].Start, barber))).Expect(201);

        await Eventually.SeesAsync(
            $"{slots[^1].Start} has left the page",
            () => ShownAsync(browser),
            shown => !shown.Contains(slots[^1].Start),
            LiveDeadlineSeconds);
        await ShowsTheTimesOfAsync(browser, service, $"{barber}");
        Assert.Contains("just taken", await browser.Page.EvaluateAsync<string>("window.said"));
        Assert.Empty(browser.TakeConsole());
    }

    [ChromiumFact]
    public async Task A_service_can_be_chosen_with_the_keyboard()
    {
        await using var browser = await ChromiumBrowser.StartAsync();
        await OpenAsync(browser);
        var shop = await server.ShopAsync();

        await browser.Page.FocusAsync("#services input");
        await browser.Page.Keyboard.PressAsync("ArrowRight");

        var second = shop["services"][1].GetProperty("id").GetGuid();
        Assert.Equal($"{second}", Assert.Single(await browser.AttributesAsync("#services :checked", "value")));
        await ShowsTheTimesOfAsync(browser, second);
        Assert.Empty(browser.TakeConsole());
    }

    private async Task OpenAsync(ChromiumBrowser browser)
    {
        await browser.OpenAsync(server.Process.Address);
        await browser.ShowsAsync("#live", "Live");
        await browser.ShowsAsync("#ready", "Ready");
    }

    private async Task ShowsTheTimesOfAsync(ChromiumBrowser browser, Guid service, string barber = "any") =>
        await Eventually.SeesAsync(
            $"the page shows what the API offers for {service} with {barber}",
            async () => (
                Page: string.Join(' ', await ShownAsync(browser)),
                Api: string.Join(
                    ' ', (await server.NextOpenDayAsync(service, barber)).Slots.Select(slot => slot.Start))),
            seen => seen.Page == seen.Api);

    private static async Task<IReadOnlyList<DateTimeOffset>> ShownAsync(ChromiumBrowser browser) =>
        [.. (await browser.AttributesAsync(Times, "datetime")).Select(start => DateTimeOffset.Parse(
            start, System.Globalization.CultureInfo.InvariantCulture))];

    private static IEnumerable<string> Names(System.Text.Json.JsonElement items) =>
        items.EnumerateArray().Select(item => item.GetProperty("name").GetString()!);
}
