using BookedBarber.Web.Tests.Browser;

namespace BookedBarber.Web.Tests.Account;

/// <summary>Who is sent to sign in gets to where they wanted to go, also by way of a new account.</summary>
public sealed class ReturnTests
{
    private const string Continue = DevelopmentServer.Continue;
    private const string Wanted = "/account/invitation?token=x";

    [ChromiumFact]
    public async Task Who_has_to_make_an_account_first_comes_back_after_confirming_it()
    {
        await using var server = await DevelopmentServer.StartAsync();
        await using var browser = await ChromiumBrowser.StartAsync();
        await server.OpenAsync(browser, Wanted);
        await browser.ClickAsync("a[href^='/account/register']");
        await browser.FillAsync("#name", "Zoe");
        await browser.FillAsync("#email", "zoe@example.org");
        await browser.FillAsync("#password", DevelopmentServer.Password);
        await browser.ClickAsync(Continue);
        await browser.ShowsAsync("h1", "Check your e-mail");

        await server.FollowMailAsync(browser, "Confirm your e-mail address");
        await browser.FillAsync("#password", DevelopmentServer.Password);
        await browser.ClickAsync(Continue);
        await browser.ShowsAsync("[role=status]", "Your address is confirmed. Please sign in.");
        await browser.FillAsync("#email", "zoe@example.org");
        await browser.FillAsync("#password", DevelopmentServer.Password);
        await browser.ClickAsync(Continue);

        await Eventually.HoldsAsync(
            "they are where they wanted to go", () => new Uri(browser.Page.Url) == new Uri(server.Address, Wanted));
    }

    [ChromiumFact]
    public async Task A_form_that_was_open_for_too_long_still_knows_the_way_and_who_it_was()
    {
        await using var server = await DevelopmentServer.StartAsync();
        await using var browser = await ChromiumBrowser.StartAsync();
        await server.OpenAsync(browser, Wanted);
        await browser.FillAsync("#email", "zoe@example.org");
        await browser.FillAsync("#password", DevelopmentServer.Password);
        await browser.Page.Context.ClearCookiesAsync();

        await browser.ClickAsync(Continue);

        await browser.HasAsync("[role=alert]");
        Assert.Equal("zoe@example.org", await browser.Page.InputValueAsync("#email"));
        Assert.Equal([Wanted], await browser.AttributesAsync("[name=return]", "value"));
    }
}
