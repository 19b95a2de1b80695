using BookedBarber.TestKit.Client;
using BookedBarber.Web.Tests.Account;
using BookedBarber.Web.Tests.Browser;
using BookedBarber.Web.Tests.Pages;

namespace BookedBarber.Web.Tests.Setup;

/// <summary>From an empty database to a page on which clients book.</summary>
public sealed class FirstRunTests
{
    private const string Continue = DevelopmentServer.Continue;

    [ChromiumFact]
    public async Task A_new_owner_makes_an_account_and_a_shop_and_a_client_books_it()
    {
        await using var server = await DevelopmentServer.StartAsync(demo: false);
        await using var browser = await ChromiumBrowser.StartAsync(390);
        await server.OpenAsync(browser, "/account/register");
        await server.RegisterAsync(browser, "Zoe", "zoe@example.org");
        await browser.ShowsAsync("h1", "Zoe");
        await browser.ClickAsync("a[href='/account/shops/new']");

        // Who owns a shop needs a second factor; the way goes on afterwards.
        await browser.HasAsync(".qr svg");
        await browser.FillAsync("#code", new Authenticator(await browser.TextAsync("code.key")).NextCode());
        await browser.ClickAsync(Continue);
        await browser.HasAsync(".codes");
        await browser.ClickAsync("a.primary");

        await browser.ShowsAsync("h1", "A shop of your own");
        Assert.Equal("Europe/Berlin", await browser.Page.InputValueAsync("#timeZone"));
        await browser.Page.Locator("#name").PressSequentiallyAsync("Zoë’s Café & Barber");
        Assert.Equal("zoes-cafe-barber", await browser.Page.InputValueAsync("#slug"));
        await browser.FillAsync("#slug", "staff");
        await browser.ClickAsync(Continue);
        await browser.HasAsync("#slug[aria-invalid]");
        await browser.FillAsync("#slug", "zoe");
        await browser.ClickAsync(Continue);
        await browser.ShowsAsync("#way", "Three steps to your first booking");
        await browser.IsAccessibleAsync();

        await browser.ClickAsync(".way a");
        await browser.FillAsync("#new-name", "Haircut");
        await browser.FillAsync("#new-price", "35.50");
        await browser.ClickAsync($"#new-service + form {Continue}");
        await browser.ShowsAsync(".rows strong", "Haircut");
        await browser.ClickAsync("a:text('Next: the barbers')");
        await browser.FillAsync("#barber-name", "Zoe");
        await browser.ClickAsync(Continue);
        await browser.ShowsAsync("h1", "Zoe");
        await browser.ClickAsync("button:text('Save the hours')");
        await browser.ShowsAsync(".setup-news", "Saved.");
        await browser.ClickAsync(".tabs a:text-is('Set-up')");
        await browser.ShowsAsync("#way", "Your shop can be booked");
        Assert.Equal(3, await browser.Page.Locator(".way [data-done]").CountAsync());

        await using var client = await ChromiumBrowser.StartAsync(390);
        var visitor = new Visitor(client, server.Address, "zoe");
        await visitor.OpenAsync();
        await client.ClickAsync(".choices .choice");
        Assert.Contains("€35.50", await client.TextAsync(".choices .choice"));
        await client.ClickAsync(Visitor.Next);
        await client.HasAsync(".picker");
        await client.Page.Locator(".day:not(.full)").Last.ClickAsync();
        await client.Page.WaitForURLAsync("**day=**");
        await visitor.TakeAsync(0);
        await client.FillAsync("#name", "Ada");
        await client.ClickAsync(Visitor.Next);
        await client.HasAsync(Visitor.Ticket);
        Assert.DoesNotContain(browser.TakeConsole(), line => line.StartsWith("error", StringComparison.Ordinal)
            && !line.Contains("422", StringComparison.Ordinal));
    }
}
