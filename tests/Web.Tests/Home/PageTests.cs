using BookedBarber.Web.Tests.Browser;

namespace BookedBarber.Web.Tests.Home;

/// <summary>The page around the open times, in a real browser.</summary>
[Collection(DemoServerTests.Name)]
public sealed class PageTests(DemoServer server)
{
    [ChromiumFact]
    public async Task It_says_what_is_running_and_links_to_what_programs_read()
    {
        using var browser = new ChromiumBrowser();
        browser.Open(server.Process.Address);
        await browser.ShowsAsync("#ready", "Ready");

        Assert.Equal("ok", browser.Text("#database"));
        Assert.Equal("ok", browser.Text("#grains"));
        Assert.Contains(browser.Text("#grain-runtime"), (string[])["Embedded", "Orleans"]);
        Assert.Matches(@"^\d+\.\d+\.\d+", browser.Text("#version"));
        var links = browser.Attributes("nav a", "href");
        Assert.Equal(["/openapi/v1.json", "/health/ready", "/metrics"], links);
        foreach (var link in links)
        {
            (await server.Client.GetAsync(link)).Expect(200);
        }
    }

    [ChromiumTheory]
    [InlineData(360, "light")]
    [InlineData(360, "dark")]
    [InlineData(1280, "light")]
    [InlineData(1280, "dark")]
    public async Task It_fits_the_screen_and_follows_the_colour_scheme(int width, string colorScheme)
    {
        using var browser = new ChromiumBrowser();
        browser.ShowAs(width, colorScheme);
        browser.Open(server.Process.Address);
        await browser.ShowsAsync("#live", "Live");

        Assert.Equal(0L, browser.Run(
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        var isDark = (bool)browser.Run(
            "return getComputedStyle(document.body).backgroundColor.match(/\\d+/g)[0] < 128")!;
        Assert.Equal(colorScheme == "dark", isDark);
    }

    [ChromiumFact]
    public async Task A_script_that_somebody_smuggles_in_does_not_run()
    {
        using var browser = new ChromiumBrowser();
        browser.Open(server.Process.Address);
        await browser.ShowsAsync("#live", "Live");
        Assert.Empty(browser.TakeConsole());

        browser.Run("""
            const script = document.createElement('script');
            script.textContent = 'window.smuggled = true';
            document.body.append(script);
            """);

        Assert.Null(browser.Run("return window.smuggled"));
        Assert.Contains(browser.TakeConsole(), line => line.Contains("Content Security Policy"));
    }

    [ChromiumFact]
    public async Task Without_a_demo_shop_it_says_how_to_get_one()
    {
        await using var bare = await DemoServer.StartAsync(demo: false);
        using var browser = new ChromiumBrowser();
        browser.Open(bare.Address);

        await browser.ShowsAsync("h1", "There is no demo shop here");
        Assert.Contains("BookedBarber__Demo=true", browser.Text("#no-shop"));
        await browser.ShowsAsync("#ready", "Ready");
    }
}
