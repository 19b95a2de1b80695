using BookedBarber.TestKit.Client;
using BookedBarber.Web.Tests.Browser;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace BookedBarber.Web.Tests.Operations;

/// <summary>What operators see.</summary>
[Collection(OperationsServerTests.Name)]
public sealed class OperationsPageTests(OperationsServer server)
{
    private const int Charts = 8;

    [ChromiumFact]
    public async Task Its_numbers_are_what_was_done_while_somebody_looks()
    {
        await using var browser = await server.LookAsync();
        await browser.ShowsAsync("#ops-state", "Live");
        var before = await CountsAsync(browser);

        // So many that it is among the ten busiest, whatever other tests did.
        const int taken = 40;
        var shop = await LoadOnce.RunAsync(server.Process.Administrator, taken);

        // A repetition is refused from memory as well, before it is found out to be one.
        await Eventually.SeesAsync(
            "the page shows what was done",
            async () => Difference(before, await CountsAsync(browser)),
            rise => rise == "Answered again +2, Booked +8, Grain’s memory +42, outside_hours +3, slot_taken +40");
        var shops = await RowsAsync(browser, "shops");
        Assert.Contains(shops, row => row.SequenceEqual(
            [shop.Slug, $"{LoadOnce.Accepted}", $"{taken + LoadOnce.OutsideHours + LoadOnce.Repeated}"]));
        var process = Assert.Single(await RowsAsync(browser, "processes"));
        Assert.Equal("Front door with grains", process[1]);
        Assert.Equal("–", process[^1]);
        Assert.Contains(await RowsAsync(browser, "grains"), row => row[0] == "barber" && row[1] != "0");
        Assert.Equal(Charts, await browser.Page.Locator(".plot canvas").CountAsync());
        await Eventually.HoldsAsync("lines are drawn", () => DrawnAsync(browser));
        Assert.Empty(browser.TakeConsole());
    }

    [ChromiumFact]
    public async Task It_tells_the_same_without_scripts()
    {
        await LoadOnce.RunAsync(server.Process.Administrator);
        await using var live = await server.LookAsync();
        await using var still = await server.LookAsync(javaScript: false);
        await live.ShowsAsync("#ops-state", "Live");

        await Eventually.HoldsAsync("both show the same counts", async () =>
        {
            await still.OpenAsync(server.Page);
            var (one, other) = (await CountsAsync(still), await CountsAsync(live));
            return one.Count > 4 && one.OrderBy(row => row.Key).SequenceEqual(other.OrderBy(row => row.Key));
        });
        Assert.Equal(0, await still.Page.Locator("canvas").CountAsync());
        await still.ShowsAsync(".ops-head a.button", "Refresh");
    }

    [ChromiumFact]
    public async Task Figures_are_written_as_they_are_in_the_readers_language()
    {
        await using var browser = await server.LookAsync(language: "de-DE");
        var still = await browser.TextsAsync("td[data-kind=count], td[data-kind=rate], .tile dd[data-kind=rate]");

        await browser.ShowsAsync("#ops-state", "Live");

        Assert.Equal("Betrieb", await browser.TextAsync("h1"));
        Assert.Contains(still, text => text.Contains(','));
        Assert.Contains(
            await browser.TextsAsync("td[data-kind=count], td[data-kind=rate], .tile dd[data-kind=rate]"),
            text => text.Contains(','));
        Assert.Contains("Front Door mit Grains", await browser.TextsAsync("td"));
    }

    [ChromiumFact]
    public async Task A_lost_connection_is_said_and_found_again()
    {
        await using var browser = await server.LookAsync();
        await browser.ShowsAsync("#ops-state", "Live");

        await server.Process.StopAsync();
        await browser.ShowsAsync("#ops-state", "The connection is lost; trying again.");
        await server.Process.StartAgainAsync();

        await browser.ShowsAsync("#ops-state", "Live");
    }

    [ChromiumTheory]
    [InlineData(360, ColorScheme.Light, "en-GB")]
    [InlineData(1280, ColorScheme.Dark, "de-DE")]
    public async Task Axe_finds_nothing_and_nothing_is_wider_than_the_screen(
        int width, ColorScheme colorScheme, string language)
    {
        await LoadOnce.RunAsync(server.Process.Administrator);
        await using var browser = await server.LookAsync(width, colorScheme, language: language);
        await browser.ShowsAsync("#ops-state", "Live");

        var found = await browser.Page.RunAxe();

        Assert.True(found.Violations.Length == 0, string.Join('\n', found.Violations.Select(violation =>
            $"{violation.Id}: {violation.Help} {string.Join(' ', violation.Nodes.Select(node => node.Html))}")));
        Assert.Equal(0, await browser.Page.EvaluateAsync<int>(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        Assert.Empty(browser.TakeConsole());
    }

    private static Task<string[][]> RowsAsync(ChromiumBrowser browser, string table) =>
        browser.Page.EvaluateAsync<string[][]>(
            "id => [...document.querySelectorAll(`[data-rows=${id}] tbody tr`)].map(r => [...r.cells].map(c => c.innerText))",
            table);

    // What a row is about, and what was counted during the last minutes.
    private static async Task<Dictionary<string, int>> CountsAsync(ChromiumBrowser browser) =>
        (await RowsAsync(browser, "requests")).Concat(await RowsAsync(browser, "conflicts"))
            .ToDictionary(row => row[0], row => int.Parse(row[2].Replace(",", "")));

    private static string Difference(Dictionary<string, int> before, Dictionary<string, int> after) =>
        string.Join(", ", after
            .Select(row => (row.Key, Rise: row.Value - before.GetValueOrDefault(row.Key)))
            .Where(row => row.Rise != 0)
            .OrderBy(row => row.Key, StringComparer.Ordinal)
            .Select(row => $"{row.Key} +{row.Rise}"));

    // Something of a line's colour is on the canvas of active grains, which are never none.
    private static Task<bool> DrawnAsync(ChromiumBrowser browser) => browser.Page.EvaluateAsync<bool>("""
        () => {
          const canvas = document.querySelectorAll('.plot canvas')[6];
          const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
          const lines = [0x24488a, 0xb4232c, 0x18703f];
          for (let i = 0; i < data.length; i += 4)
            if (data[i + 3] === 255 && lines.includes((data[i] << 16) + (data[i + 1] << 8) + data[i + 2])) return true;
          return false;
        }
        """);
}
