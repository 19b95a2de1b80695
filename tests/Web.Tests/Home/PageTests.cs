using BookedBarber.Web.Tests.Browser;
using Microsoft.Playwright;

namespace BookedBarber.Web.Tests.Home;

/// <summary>The page around the open times.</summary>
[Collection(DemoServerTests.Name)]
public sealed class PageTests(DemoServer server)
{
    [ChromiumFact]
    public async Task It_says_what_is_running_and_each_of_its_links_leads_somewhere()
    {
        await using var browser = await ChromiumBrowser.StartAsync();
        await browser.OpenAsync(server.Process.Address);

        Assert.Contains(await browser.TextAsync("#grain-runtime"), (string[])["Embedded", "Orleans"]);
        Assert.Matches(@"^\d+\.\d+\.\d+", await browser.TextAsync("#version"));
        var links = await browser.AttributesAsync("aside a, .card > p a", "href");
        Assert.Equal(["/demo", "/account/sign-in", "/account/register", "/openapi/v1.json"], links);
        foreach (var link in links.Append((await browser.AttributesAsync("link[rel=icon]", "href"))[0]))
        {
            var answer = await browser.Page.APIRequest.GetAsync(new Uri(server.Process.Address, link).ToString());
            Assert.True(answer.Ok, $"{link}: {answer.Status}");
        }
    }

    [PostgresFact]
    public async Task It_is_sent_with_a_strict_policy_and_nothing_of_it_comes_from_elsewhere()
    {
        var answer = (await server.Client.GetAsync("/", ("Accept", "text/html"))).Expect(200);

        Assert.Equal("text/html", answer.MediaType);
        Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
        var policy = answer.Header("Content-Security-Policy")!.Split("; ");
        Assert.Contains("default-src 'none'", policy);
        Assert.Contains("script-src 'self'", policy);
        Assert.DoesNotContain(policy, rule => rule.Contains("unsafe"));
        Assert.DoesNotContain("https://", answer.Text);
        Assert.DoesNotContain("http://", answer.Text);
    }

    [ChromiumTheory]
    [InlineData(360, ColorScheme.Light)]
    [InlineData(360, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    public async Task It_fits_the_screen_and_follows_the_colour_scheme(int width, ColorScheme colorScheme)
    {
        await using var browser = await ChromiumBrowser.StartAsync(width, colorScheme);
        await browser.OpenAsync(server.Process.Address);

        await browser.IsAccessibleAsync();
        Assert.Equal(0, await browser.Page.EvaluateAsync<int>(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        Assert.Equal(colorScheme == ColorScheme.Dark, await browser.Page.EvaluateAsync<bool>(
            "getComputedStyle(document.body).backgroundColor.match(/\\d+/g)[0] < 128"));
    }

    [ChromiumFact]
    public async Task A_script_that_somebody_smuggles_in_does_not_run()
    {
        await using var browser = await ChromiumBrowser.StartAsync();
        await browser.OpenAsync(server.Process.Address);
        Assert.Empty(browser.TakeConsole());

        await browser.Page.EvaluateAsync("""
            () => {
              const script = document.createElement('script');
              script.textContent = 'window.smuggled = true';
              document.body.append(script);
            }
            """);

        Assert.True(await browser.Page.EvaluateAsync<bool>("window.smuggled === undefined"));
        await Eventually.HoldsAsync(
            "the console says that the policy forbids it",
            () => browser.TakeConsole().Any(line => line.Contains("Content Security Policy")));
    }

    [ChromiumFact]
    public async Task Without_a_demo_shop_it_says_how_to_get_one()
    {
        await using var bare = await DemoServer.StartAsync(demo: false);
        await using var browser = await ChromiumBrowser.StartAsync();
        await browser.OpenAsync(bare.Address);

        await browser.ShowsAsync("#no-shop h2", "There is no demo shop here");
        Assert.Contains("BookedBarber__Demo=true", await browser.TextAsync("#no-shop"));
        await browser.IsAccessibleAsync();
    }
}
