using System.Globalization;
using BookedBarber.Web.Tests.Browser;

namespace BookedBarber.Web.Tests.Home;

/// <summary>The open times of the demo shop on the first page, in a real browser.</summary>
[Collection(DemoServerTests.Name)]
public sealed class OpenTimesTests(DemoServer server)
{
    private const string Times = ".times li:not(.taken) time";

    // A page that asked anew now and then would come later: what is seen before that came by the stream.
    private const int LiveDeadlineSeconds = 15;

    [ChromiumTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_page_shows_the_next_open_times_and_one_of_them_leads_to_the_form(bool javaScript)
    {
        await using var browser = await ChromiumBrowser.StartAsync(javaScript: javaScript);
        await browser.OpenAsync(server.Process.Address);
        var shop = await server.ShopAsync();
        var service = shop["services"][0].GetProperty("id").GetGuid();

        Assert.Equal(shop["name"].GetString(), await browser.TextAsync("#demo"));
        await ShowsTheTimesOfAsync(browser, service);
        await browser.ClickAsync($"{Times} >> nth=-1");
        await browser.HasAsync("#contact");
        Assert.Empty(browser.TakeConsole());
    }

    [ChromiumFact]
    public async Task A_time_that_is_booked_out_leaves_the_page_while_it_is_watched()
    {
        await using var browser = await ChromiumBrowser.StartAsync();
        await browser.OpenAsync(server.Process.Address);
        var shop = await server.ShopAsync();
        var service = shop["services"][0].GetProperty("id").GetGuid();
        await ShowsTheTimesOfAsync(browser, service);

        // The last of the day: no clock makes it leave before the bookings do.
        var last = (await server.NextOpenDayAsync(service)).Slots[^1];
        foreach (var barber in last.Barbers)
        {
            (await server.BookAsync(DemoServer.Booking(service, last.Start, barber))).Expect(201);
        }

        await Eventually.SeesAsync(
            $"{last.Start} has left the page",
            () => ShownAsync(browser),
            shown => !shown.Contains(last.Start),
            LiveDeadlineSeconds);
        Assert.NotEqual("", await browser.TextAsync(".news"));
        Assert.Empty(browser.TakeConsole());
    }

    private async Task ShowsTheTimesOfAsync(ChromiumBrowser browser, Guid service) => await Eventually.SeesAsync(
        $"the page shows what the API offers for {service}",
        async () => (
            Page: string.Join(' ', await ShownAsync(browser)),
            Api: string.Join(' ', (await server.NextOpenDayAsync(service)).Slots.Select(slot => slot.Start))),
        seen => seen.Page == seen.Api);

    private static async Task<IReadOnlyList<DateTimeOffset>> ShownAsync(ChromiumBrowser browser) =>
        [.. (await browser.AttributesAsync(Times, "datetime")).Select(
            start => DateTimeOffset.Parse(start, CultureInfo.InvariantCulture))];
}
