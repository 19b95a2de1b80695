using System.Globalization;
using BookedBarber.TestKit.Client;
using BookedBarber.Web.Tests.Account;
using BookedBarber.Web.Tests.Browser;
using Microsoft.Playwright;

namespace BookedBarber.Web.Tests.Setup;

/// <summary>What owners, and barbers for themselves, change about a shop.</summary>
public sealed class SetupTests
{
    private const string News = ".setup-news";

    [ChromiumFact]
    public async Task An_owner_changes_how_the_shop_is_booked_and_is_told_what_does_not_fit()
    {
        await using var server = await DevelopmentServer.StartAsync();
        await using var browser = await ChromiumBrowser.StartAsync();
        await server.SignInAsync(browser, "owner");
        await server.OpenAsync(browser, "/staff/demo");
        await browser.ClickAsync("a[href='/staff/demo/setup']");
        await browser.ShowsAsync("#way", "Your shop can be booked");

        await browser.FillAsync("#horizonDays", "1");
        await browser.FillAsync("#minNoticeMinutes", "5000");
        await browser.ClickAsync("button:text('Save')");
        await browser.HasAsync("#minNoticeMinutes[aria-invalid]");
        Assert.Contains(
            "must be between 0 and the horizon", await browser.TextAsync("#minNoticeMinutes-error"), StringComparison.Ordinal);
        Assert.Equal(60, (await ShopAsync(server))["policy"].GetProperty("horizonDays").GetInt32());

        await browser.FillAsync("#minNoticeMinutes", "90");
        await browser.FillAsync("#name", "Demo & Daughters");
        await browser.ClickAsync("button:text('Save')");
        await browser.ShowsAsync(News, "Saved.");
        var shop = await ShopAsync(server);
        Assert.Equal("Demo & Daughters", shop["name"].GetString());
        Assert.Equal(
            (90, 1, 15),
            (shop["policy"].GetProperty("minNoticeMinutes").GetInt32(),
                shop["policy"].GetProperty("horizonDays").GetInt32(),
                shop["policy"].GetProperty("slotMinutes").GetInt32()));
    }

    [ChromiumFact]
    public async Task A_service_is_changed_with_buffers_and_deposit_and_removed_after_a_question()
    {
        await using var server = await DevelopmentServer.StartAsync();
        await using var browser = await ChromiumBrowser.StartAsync();
        await server.SignInAsync(browser, "owner");
        await server.OpenAsync(browser, "/staff/demo/setup/services");
        var before = (await ShopAsync(server))["services"].GetArrayLength();
        await browser.FillAsync("#new-name", "Shave");
        await browser.FillAsync("#new-minutes", "25");
        await browser.FillAsync("#new-price", "0.05");
        await browser.ClickAsync("#new-more summary");
        await browser.FillAsync("#new-after", "10");
        await browser.FillAsync("#new-deposit", "0.04");
        await browser.ClickAsync("button:text('Add')");
        await browser.ShowsAsync(News, "Saved.");

        var added = (await ShopAsync(server))["services"].EnumerateArray().Last();
        Assert.Equal(
            ("Shave", 25, 5, 10, 0, 4),
            (added.GetProperty("name").GetString(), added.GetProperty("minutes").GetInt32(),
                added.GetProperty("price").GetProperty("amount").GetInt32(),
                added.GetProperty("bufferAfterMinutes").GetInt32(), added.GetProperty("bufferBeforeMinutes").GetInt32(),
                added.GetProperty("deposit").GetProperty("amount").GetInt32()));

        var card = browser.Page.Locator("details.card").Last;
        await card.Locator("summary").First.ClickAsync();
        await card.Locator("[name=minutes]").FillAsync("40");
        await card.Locator("button:text('Save')").ClickAsync();
        await Eventually.HoldsAsync("it takes 40 minutes", async () => (await ShopAsync(server))["services"]
            .EnumerateArray().Last().GetProperty("minutes").GetInt32() == 40);
        await card.Locator(".sure summary").ClickAsync();
        await card.Locator("button.danger").ClickAsync();
        await Eventually.HoldsAsync("it is gone", async () =>
            (await ShopAsync(server))["services"].GetArrayLength() == before);
    }

    [ChromiumFact]
    public async Task A_barber_gets_hours_with_a_break_an_exception_time_off_and_own_terms()
    {
        await using var server = await DevelopmentServer.StartAsync();
        await using var browser = await ChromiumBrowser.StartAsync(zone: "America/New_York");
        await server.SignInAsync(browser, "owner");
        var shop = await ShopAsync(server);
        var barber = shop["barbers"][0].GetProperty("id").GetGuid();
        var api = $"/v1/shops/demo/barbers/{barber}";
        await server.OpenAsync(browser, $"/staff/demo/setup/barbers/{barber}");

        await FillHoursAsync(browser, "weekly.monday[0]", "09:00", "12:30");
        await FillHoursAsync(browser, "weekly.monday[1]", "13:00", "00:00");
        await FillHoursAsync(browser, "weekly.tuesday[0]", "", "");
        await FillHoursAsync(browser, "weekly.tuesday[1]", "", "");
        await browser.FillAsync("[id='exceptions[0].date']", Date(30));
        await browser.ClickAsync("button:text('Save the hours')");
        await browser.ShowsAsync(News, "Saved.");
        var hours = (await server.Administrator.GetAsync($"{api}/hours")).Expect(200);
        Assert.Equal(
            """[{"from":"09:00","to":"12:30"},{"from":"13:00","to":"24:00"}]""",
            hours["weekly"].GetProperty("monday").GetRawText());
        Assert.Equal(0, hours["weekly"].GetProperty("tuesday").GetArrayLength());
        Assert.NotEqual(0, hours["weekly"].GetProperty("wednesday").GetArrayLength());
        Assert.Equal($$"""[{"date":"{{Date(30)}}","intervals":[]}]""", hours["exceptions"].GetRawText());

        // What overlaps is refused where it stands, and nothing changes.
        await FillHoursAsync(browser, "weekly.monday[1]", "12:00", "18:00");
        await browser.ClickAsync("button:text('Save the hours')");
        await browser.HasAsync("[id='weekly.monday[1].from'][aria-invalid]");
        Assert.Equal(hours.Text, (await server.Administrator.GetAsync($"{api}/hours")).Text);

        await browser.FillAsync("#off-from", $"{Date(10)}T09:00");
        await browser.FillAsync("#off-to", $"{Date(12)}T18:00");
        await browser.FillAsync("#off-reason", "Holiday");
        await browser.ClickAsync("button:text('Add time off')");
        await browser.ShowsAsync("#time-off ~ .rows .row .soft", "Holiday");
        var off = (await server.Administrator.GetAsync($"{api}/time-off")).Expect(200)["items"][0];
        var from = TimeZoneInfo.ConvertTime(
            off.GetProperty("from").GetDateTimeOffset(), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
        Assert.Equal($"{Date(10)} 09:00", $"{from:yyyy-MM-dd HH:mm}");
        await browser.ClickAsync("#time-off ~ .rows .row button");
        await Eventually.HoldsAsync("it is taken back", async () =>
            (await server.Administrator.GetAsync($"{api}/time-off"))["items"].GetArrayLength() == 0);

        await browser.ClickAsync(".does .more summary");
        await browser.FillAsync("#terms-0-price", "99");
        await browser.Page.Locator(".does input[type=checkbox]").Last.UncheckAsync();
        await browser.ClickAsync("#who ~ form button.primary");
        await Eventually.HoldsAsync("they have a price of their own", async () => (await ShopAsync(server))["barbers"][0]
            is var changed && changed.TryGetProperty("terms", out var terms) && terms.GetArrayLength() > 0
            && terms[0].GetProperty("price").GetProperty("amount").GetInt32() == 9900);
        Assert.Equal(
            shop["barbers"][0].GetProperty("services").GetArrayLength() - 1,
            (await ShopAsync(server))["barbers"][0].GetProperty("services").GetArrayLength());
        Assert.DoesNotContain(browser.TakeConsole(), line => line.StartsWith("error", StringComparison.Ordinal)
            && !line.Contains("422", StringComparison.Ordinal));
    }

    [ChromiumFact]
    public async Task A_calendar_of_elsewhere_is_uploaded_and_removed_and_the_feed_gets_a_new_address()
    {
        await using var server = await DevelopmentServer.StartAsync();
        await using var browser = await ChromiumBrowser.StartAsync();
        await server.SignInAsync(browser, "barber");
        await server.OpenAsync(browser, "/staff/demo");
        await browser.ClickAsync("a[href*='/setup/barbers/']");
        await browser.HasAsync("#calendars");
        Assert.Equal(0, await browser.Page.Locator("[data-api$='/hours']").CountAsync());
        Assert.Equal(2, await browser.Page.Locator(".tabs a").CountAsync());

        await browser.Page.SetInputFilesAsync("#calendar-file", new FilePayload
        {
            Name = "private.ics",
            MimeType = "text/calendar",
            Buffer = System.Text.Encoding.UTF8.GetBytes(
                "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\n"
                + $"DTSTART:{Date(5).Replace("-", "", StringComparison.Ordinal)}T100000Z\r\nDURATION:PT1H\r\n"
                + "END:VEVENT\r\nEND:VCALENDAR\r\n"),
        });
        await browser.ClickAsync("button:text('Upload')");
        await browser.ShowsAsync("#calendars ~ .rows strong", "private.ics");
        await browser.ClickAsync("#calendars ~ .rows button");
        await Eventually.HoldsAsync(
            "it is gone", async () => await browser.TextAsync("#calendars ~ .rows strong") == "");

        var old = await browser.TextAsync("#calendars ~ p code");
        (await server.Anonymous.GetAsync(new Uri(old).PathAndQuery)).Expect(200);
        await browser.ClickAsync("#new-feed summary");
        await browser.ClickAsync("#new-feed form button");
        await Eventually.HoldsAsync(
            "there is a new address", async () => await browser.TextAsync("#calendars ~ p code") != old);
        (await server.Anonymous.GetAsync(new Uri(old).PathAndQuery)).ExpectProblem(403, "forbidden");
    }

    [ChromiumFact]
    public async Task A_barber_and_a_stranger_do_not_get_to_the_pages_of_owners()
    {
        await using var server = await DevelopmentServer.StartAsync();
        await using var browser = await ChromiumBrowser.StartAsync();
        var shop = await ShopAsync(server);
        await server.OpenAsync(browser, "/staff/demo/setup");
        await browser.ShowsAsync("h1", "Welcome back");
        await server.SignInAsync(browser, "barber");
        foreach (var path in (string[])["", "/services", "/barbers", $"/barbers/{shop["barbers"][3].GetProperty("id")}"])
        {
            var answer = await browser.Page.GotoAsync(new Uri(server.Address, $"/staff/demo/setup{path}").ToString());
            Assert.Equal(403, answer!.Status);
        }
    }

    [ChromiumTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task On_a_phone_the_tabs_are_one_line_that_shows_where_one_is(bool javaScript)
    {
        await using var server = await DevelopmentServer.StartAsync();
        await using var browser = await ChromiumBrowser.StartAsync(390, javaScript: javaScript, language: "de-DE");
        await server.SignInAsync(browser, "owner");
        await browser.Page.AddInitScriptAsync("""
            window.shift = 0;
            new PerformanceObserver(list => {
              for (const entry of list.getEntries()) window.shift += entry.value;
            }).observe({ type: 'layout-shift', buffered: true });
            """);

        await server.OpenAsync(browser, "/staff/demo/setup/log");

        Assert.Single(await browser.Page.EvaluateAsync<double[]>(
            "[...new Set([...document.querySelectorAll('.tabs a')].map(tab => tab.getBoundingClientRect().top))]"));
        Assert.Equal(
            await browser.Page.EvaluateAsync<int>("document.documentElement.clientWidth"),
            await browser.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        if (javaScript)
        {
            await Eventually.HoldsAsync("the tab of the page is seen", () => IsSeenAsync(browser, "[aria-current]"));
            Assert.Equal(0, await browser.Page.EvaluateAsync<double>("window.shift"));
            await browser.IsAccessibleAsync();
        }

        foreach (var tab in (string[])["li:first-child a", "li:last-child a"])
        {
            await browser.Page.Locator($".tabs {tab}").FocusAsync();
            await Eventually.HoldsAsync("what has the focus is seen", () => IsSeenAsync(browser, tab));
        }
    }

    [ChromiumTheory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task Axe_finds_nothing_on_the_pages_of_the_set_up(ColorScheme colorScheme, int width)
    {
        await using var server = await DevelopmentServer.StartAsync();
        await using var browser = await ChromiumBrowser.StartAsync(width, colorScheme, language: "de-DE");
        await server.SignInAsync(browser, "owner");
        var barber = (await ShopAsync(server))["barbers"][0].GetProperty("id");
        foreach (var path in (string[])
        [
            "/account/shops/new", "/staff/demo/setup", "/staff/demo/setup/services", "/staff/demo/setup/barbers",
            $"/staff/demo/setup/barbers/{barber}",
        ])
        {
            await server.OpenAsync(browser, path);
            await browser.Page.EvaluateAsync("for (const one of document.querySelectorAll('details')) one.open = true");
            await browser.IsAccessibleAsync();
            Assert.Equal(
                await browser.Page.EvaluateAsync<int>("document.documentElement.clientWidth"),
                await browser.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        }

        Assert.DoesNotContain(browser.TakeConsole(), line => line.StartsWith("error", StringComparison.Ordinal));
    }

    private static async Task<Answer> ShopAsync(DevelopmentServer server) =>
        (await server.Anonymous.GetAsync("/v1/shops/demo")).Expect(200);

    private static Task<bool> IsSeenAsync(ChromiumBrowser browser, string tab) => browser.Page.EvaluateAsync<bool>(
        """
        selector => {
          const { left, right } = document.querySelector(selector).getBoundingClientRect();
          return left >= 0 && right <= document.documentElement.clientWidth;
        }
        """,
        $".tabs {tab}");

    private static string Date(int days) =>
        TimeProvider.System.GetUtcNow().AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static async Task FillHoursAsync(ChromiumBrowser browser, string place, string from, string to)
    {
        await browser.FillAsync($"[id='{place}.from']", from);
        await browser.FillAsync($"[id='{place}.to']", to);
    }
}
