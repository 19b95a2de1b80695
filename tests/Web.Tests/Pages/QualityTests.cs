using BookedBarber.Web.Tests.Browser;
using Microsoft.Playwright;

namespace BookedBarber.Web.Tests.Pages;

/// <summary>What every page of a client keeps to: accessible to all, light, steady.</summary>
[Collection(DemoServerTests.Name)]
public sealed class QualityTests(DemoServer server)
{
    private const int MaxFirstViewBytes = 60 * 1024;

    [ChromiumTheory]
    [InlineData(360, ColorScheme.Light, "en-GB")]
    [InlineData(360, ColorScheme.Dark, "de-DE")]
    [InlineData(1280, ColorScheme.Dark, "en-GB")]
    public async Task Axe_finds_nothing_on_any_page(int width, ColorScheme colorScheme, string language)
    {
        var shop = await Visitor.OpenShopAsync(server);
        var browser = await ChromiumBrowser.StartAsync(width, colorScheme, language: language);
        await using var visitor = new Visitor(browser, server.Process.Address, shop.Slug);

        await visitor.OpenAsync();
        await browser.IsAccessibleAsync();
        await browser.ClickAsync(Visitor.Next);
        await browser.HasAsync("[role=alert]");
        await browser.IsAccessibleAsync();
        await visitor.ChooseAsync();
        await visitor.GoToTomorrowAsync();
        await browser.IsAccessibleAsync();
        await visitor.TakeAsync(0);
        await browser.IsAccessibleAsync();
        await visitor.BookAsync();
        await browser.HasAsync(Visitor.Ticket);
        await browser.ClickAsync(".sure summary");
        await browser.IsAccessibleAsync();
        await browser.ClickAsync(".actions a.button");
        await browser.HasAsync(".picker");
        await browser.IsAccessibleAsync();
        await browser.Page.Locator(Visitor.Times).Last.ClickAsync();
        await browser.HasAsync(Visitor.Next);
        await browser.IsAccessibleAsync();
        await browser.OpenAsync(new Uri(server.Process.Address, "/no-such-shop"));
        await browser.IsAccessibleAsync();
    }

    [ChromiumFact]
    public async Task The_first_view_weighs_little_and_does_not_move()
    {
        await using var browser = await ChromiumBrowser.StartAsync(360);
        var session = await browser.Page.Context.NewCDPSessionAsync(browser.Page);
        await session.SendAsync("Network.enable");
        double bytes = 0;
        session.Event("Network.loadingFinished").OnEvent += (_, json) =>
            bytes += json!.Value.GetProperty("encodedDataLength").GetDouble();
        await browser.Page.AddInitScriptAsync("""
            window.shift = 0;
            new PerformanceObserver(list => {
              for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
            }).observe({ type: 'layout-shift', buffered: true });
            """);

        await browser.Page.GotoAsync(
            new Uri(server.Process.Address, "/demo").ToString(), new() { WaitUntil = WaitUntilState.NetworkIdle });

        Assert.InRange(bytes, 1_000, MaxFirstViewBytes);
        Assert.Equal(0, await browser.Page.EvaluateAsync<double>("window.shift"));
    }

    [ChromiumFact]
    public async Task Nothing_comes_from_elsewhere()
    {
        var shop = await Visitor.OpenShopAsync(server);
        await using var visitor = await Visitor.ComeAsync(server.Process.Address, shop.Slug);
        var hosts = new HashSet<string>();
        visitor.Browser.Page.Request += (_, request) => hosts.Add(new Uri(request.Url).Authority);

        await visitor.BookTomorrowAsync();

        Assert.Equal(server.Process.Address.Authority, Assert.Single(hosts));
    }

    [ChromiumFact]
    public async Task A_touch_target_is_as_large_as_a_thumb()
    {
        var shop = await Visitor.OpenShopAsync(server);
        await using var visitor = await Visitor.ComeAsync(server.Process.Address, shop.Slug, width: 360);

        await visitor.OpenAsync();
        await LargeAsync(visitor, ".choice, button, .languages a");
        await visitor.ChooseAsync();
        await LargeAsync(visitor, ".times a, .weeks a, .days a");
    }

    [ChromiumFact]
    public async Task The_reader_chooses_the_language_and_it_stays()
    {
        await using var browser = await ChromiumBrowser.StartAsync(language: "de-AT");
        await browser.OpenAsync(new Uri(server.Process.Address, "/demo"));
        Assert.Equal("Was dürfen wir für Sie tun?", await browser.TextAsync("h1"));
        Assert.Contains("35,00\u00a0€", await browser.TextsAsync(".price"));

        await browser.ClickAsync(".languages [lang=en]");
        await browser.ShowsAsync("h1", "What would you like?");
        await browser.OpenAsync(new Uri(server.Process.Address, "/demo"));

        Assert.Equal("What would you like?", await browser.TextAsync("h1"));
        Assert.Equal("en", await browser.Page.EvaluateAsync<string>("document.documentElement.lang"));
    }

    [PostgresTheory]
    [InlineData("//example.org")]
    [InlineData("/\\example.org")]
    [InlineData("https://example.org/")]
    [InlineData("")]
    public async Task The_choice_of_a_language_leads_nowhere_else(string back)
    {
        var answer = await server.Client.GetAsync($"/language/de?back={Uri.EscapeDataString(back)}");

        Assert.Equal("/", answer.Expect(302).Header("Location"));
    }

    [PostgresFact]
    public async Task A_page_has_a_strict_policy_and_is_asked_for_anew()
    {
        var answer = (await server.Client.GetAsync("/demo", ("Accept", "text/html"))).Expect(200);

        Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
        Assert.Equal("no-cache, private", answer.Header("Cache-Control"));
        var policy = answer.Header("Content-Security-Policy")!.Split("; ");
        Assert.Contains("default-src 'none'", policy);
        Assert.Contains("script-src 'self'", policy);
        Assert.DoesNotContain(policy, rule => rule.Contains("unsafe"));
        Assert.DoesNotContain("<style", answer.Text);
        Assert.DoesNotContain("style=", answer.Text);
    }

    private static async Task LargeAsync(Visitor visitor, string selector)
    {
        var small = await visitor.Browser.Page.EvaluateAsync<string[]>(
            """
            selector => [...document.querySelectorAll(selector)].filter(e => e.checkVisibility())
              .filter(e => { const box = e.getBoundingClientRect(); return box.width < 40 || box.height < 44; })
              .map(e => e.outerHTML)
            """,
            selector);
        Assert.Empty(small);
    }
}
