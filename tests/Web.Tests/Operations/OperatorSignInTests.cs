using BookedBarber.TestKit.Client;
using BookedBarber.Web.Tests.Account;
using BookedBarber.Web.Tests.Browser;

namespace BookedBarber.Web.Tests.Operations;

/// <summary>People get to the page of operators by signing in, as far as they are administrators.</summary>
public sealed class OperatorSignInTests
{
    [ChromiumFact]
    public async Task An_operator_signs_in_and_sees_it_and_an_owner_does_not()
    {
        await using var server = await DevelopmentServer.StartAsync();
        await using var browser = await ChromiumBrowser.StartAsync();
        await server.OpenAsync(browser, "/ops");
        await browser.ShowsAsync("h1", "Welcome back");

        await EnterAsync(server, browser, "operator");
        browser.TakeConsole();
        await server.OpenAsync(browser, "/ops");
        await browser.ShowsAsync("h1", "Operations");
        await browser.ShowsAsync("#ops-state", "Live");
        Assert.Empty(browser.TakeConsole());

        await using var other = await ChromiumBrowser.StartAsync();
        await EnterAsync(server, other, "owner");
        var refused = await other.Page.GotoAsync(new Uri(server.Address, "/ops").ToString());
        Assert.Equal(403, refused!.Status);
        Assert.Equal(0, await other.Page.Locator(".ops").CountAsync());
    }

    private static async Task EnterAsync(DevelopmentServer server, ChromiumBrowser browser, string who)
    {
        await browser.OpenAsync(server.FirstSignIn(who));
        await browser.FillAsync("#password", DevelopmentServer.Password);
        await browser.ClickAsync(DevelopmentServer.Continue);
        await browser.HasAsync(".qr svg");
        await browser.FillAsync("#code", new Authenticator(await browser.TextAsync("code.key")).NextCode());
        await browser.ClickAsync(DevelopmentServer.Continue);
        await browser.HasAsync(".codes");
    }
}
