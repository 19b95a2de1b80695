using BookedBarber.TestKit.Client;
using BookedBarber.Web.Tests.Account;
using BookedBarber.Web.Tests.Browser;

namespace BookedBarber.Web.Tests.Setup;

/// <summary>A key is made, shown once, works, and ends.</summary>
public sealed class KeyPageTests
{
    [ChromiumFact]
    public async Task A_key_is_shown_once_opens_the_API_and_does_so_no_more_after_it_is_revoked()
    {
        await using var server = await DevelopmentServer.StartAsync();
        await using var browser = await ChromiumBrowser.StartAsync();
        await server.SignInAsync(browser, "owner");
        await server.OpenAsync(browser, "/staff/demo/setup/keys");
        var (till, tillKey) = await MakeAsync(server, browser, "The till");
        var (website, websiteKey) = await MakeAsync(server, browser, "The website");
        Assert.Equal(["The till", "The website"], await browser.TextsAsync("[data-key] strong"));
        Assert.Equal(2, await browser.Page.Locator(".made-key").CountAsync());
        (await till.PostAsync("/v1/shops/demo/services", Bodies.Service())).Expect(201);
        await browser.ClickAsync(".made-key button");
        await Eventually.SeesAsync(
            "it says whether it is copied",
            () => browser.TextAsync(".made-key [role=status]"),
            text => text.Length > 0);

        await browser.ClickAsync("[data-key] summary");
        await browser.ClickAsync("[data-key] .danger");
        await browser.ShowsAsync("[data-key] strong", "The website");

        (await till.PostAsync("/v1/shops/demo/services", Bodies.Service())).ExpectProblem(401, "unauthorized");
        (await website.GetAsync("/v1/shops/demo/keys")).Expect(200);
        Assert.Equal([websiteKey], await browser.TextsAsync(".made-key code"));
        await browser.Page.ReloadAsync();
        Assert.Empty(await browser.TextsAsync(".made-key"));
        Assert.DoesNotContain(tillKey, await browser.Page.ContentAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(websiteKey, await browser.Page.ContentAsync(), StringComparison.Ordinal);
    }

    private static async Task<(ApiClient Client, string Key)> MakeAsync(
        DevelopmentServer server, ChromiumBrowser browser, string name)
    {
        await browser.FillAsync("#name", name);
        await browser.ClickAsync("#make-key button");
        await browser.ShowsAsync("[data-key]:last-child strong", name);
        var key = (await browser.TextsAsync(".made-key code"))[^1];
        return (server.Anonymous.WithKey(key), key);
    }
}
