using System.Text.Json.Nodes;
using BookedBarber.TestKit.Client;
using BookedBarber.Web.Tests.Account;
using BookedBarber.Web.Tests.Browser;
using Microsoft.Playwright;

namespace BookedBarber.Web.Tests.Setup;

/// <summary>Owners invite people, who come, and remove them, and then they are gone.</summary>
public sealed class PeopleTests
{
    private const string Continue = DevelopmentServer.Continue;
    private const string People = "/staff/demo/setup/people";
    private const string Mia = "mia@example.org";
    private const string Invitation = "A shop invites you";

    private static readonly string[] OwnersPages = [People, "/staff/demo/setup/keys", "/staff/demo/setup/log"];

    [ChromiumFact]
    public async Task Somebody_without_an_account_is_invited_comes_by_the_mail_and_has_their_own_calendar()
    {
        await using var server = await DevelopmentServer.StartAsync();
        await using var owner = await ChromiumBrowser.StartAsync();
        await server.SignInAsync(owner, "owner");
        await server.OpenAsync(owner, People);
        await owner.FillAsync("#email", Mia);
        await owner.ClickAsync(".invite button");
        await owner.HasAsync("#barber[aria-invalid]");
        var barber = await owner.Page.Locator("#barber option").Nth(2).InnerTextAsync();
        await owner.Page.Locator("#barber").SelectOptionAsync(new SelectOptionValue { Index = 2 });
        await owner.ClickAsync(".invite button");
        await owner.ShowsAsync(".setup-news", "Saved.");
        Assert.Contains($"Barber, calendar of {barber}", await owner.TextAsync($"[data-invited='{Mia}']"));

        await using var mia = await ChromiumBrowser.StartAsync(390);
        await server.FollowMailAsync(mia, Invitation);
        Assert.StartsWith("You are invited.", await mia.TextAsync("[role=status]"), StringComparison.Ordinal);
        await mia.ClickAsync("a[href^='/account/register']");
        await server.RegisterAsync(mia, "Mia", Mia);
        await mia.ShowsAsync("h1", "You are invited");
        Assert.Contains("Demo Barbers invites you to work with its calendar: Barber", await mia.TextAsync("main"));
        await mia.IsAccessibleAsync();
        await mia.ClickAsync(Continue);
        await mia.ShowsAsync("dl a", "Demo Barbers");
        Assert.Equal(new Uri(server.Address, "/account"), new Uri(mia.Page.Url));
        Assert.Equal("", await mia.TextAsync(".notice"));

        await mia.ClickAsync("dl a");
        await mia.ShowsAsync(".chair h2", barber);
        Assert.Single(await mia.TextsAsync(".chair h2"));
        await mia.ClickAsync("a[href*='/setup/barbers/']");
        await mia.HasAsync(".tabs");
        Assert.Equal(["Calendar", "My time off and calendars"], await mia.TextsAsync(".tabs a"));
        await RefusedAsync(server, mia, OwnersPages);

        await owner.Page.ReloadAsync();
        Assert.Contains("Mia", await owner.TextAsync($"[data-person='{Mia}']"));
        Assert.Equal(0, await owner.Page.Locator("[data-invited]").CountAsync());
    }

    [ChromiumFact]
    public async Task Who_is_invited_as_an_owner_needs_a_second_factor_and_then_has_all_pages_and_a_manager_has_fewer()
    {
        await using var server = await DevelopmentServer.StartAsync();
        await InviteAsync(server, Mia, "manager");
        await using var mia = await ChromiumBrowser.StartAsync();

        // Without the link of the mail: the page of the account has it.
        await server.OpenAsync(mia, "/account/register");
        await server.RegisterAsync(mia, "Mia", Mia);
        await mia.ShowsAsync(".notice p", "Demo Barbers invites you: Manager");
        await mia.IsAccessibleAsync();
        await mia.ClickAsync(".notice button");
        await mia.HasAsync("dl a");
        await server.OpenAsync(mia, "/staff/demo/setup");
        Assert.Equal(["Calendar", "Set-up", "Services", "Barbers"], await mia.TextsAsync(".tabs a"));
        await RefusedAsync(server, mia, OwnersPages);

        await InviteAsync(server, Mia, "owner");
        await server.OpenAsync(mia, "/account");
        await mia.ShowsAsync(".notice p", "Demo Barbers invites you: Owner");
        await mia.ClickAsync(".notice button");
        await mia.HasAsync(".qr svg");
        await mia.FillAsync("#code", new Authenticator(await mia.TextAsync("code.key")).NextCode());
        await mia.ClickAsync(Continue);
        await mia.HasAsync(".codes");
        await server.OpenAsync(mia, People);
        Assert.Equal(
            ["Calendar", "Set-up", "Services", "Barbers", "People", "API keys", "Log"],
            await mia.TextsAsync(".tabs a"));
        Assert.Contains("you", await mia.TextAsync($"[data-person='{Mia}']"));
    }

    [ChromiumFact]
    public async Task Who_is_removed_can_do_nothing_any_more_at_once()
    {
        await using var server = await DevelopmentServer.StartAsync();
        await using var barber = await ChromiumBrowser.StartAsync();
        await server.SignInAsync(barber, "barber");
        await server.OpenAsync(barber, "/staff/demo");
        await barber.HasAsync(".chairs");
        await using var owner = await ChromiumBrowser.StartAsync();
        await server.SignInAsync(owner, "owner");
        await server.OpenAsync(owner, People);
        Assert.Equal(0, await owner.Page.Locator("[data-person='owner@demo.example'] .sure").CountAsync());

        var row = owner.Page.Locator("[data-person='barber@demo.example']");
        await row.Locator("summary").ClickAsync();
        Assert.Equal(200, await ListAsync(barber));
        await row.Locator(".danger").ClickAsync();
        await Eventually.HoldsAsync("they are gone", async () => await row.CountAsync() == 0);

        Assert.Equal(403, await ListAsync(barber));
        await RefusedAsync(server, barber, "/staff/demo");
        await barber.ShowsAsync("h1", "This is not yours to see");
        await server.OpenAsync(owner, "/staff/demo/setup/log");
        Assert.Equal("Person removed barber@demo.example · Barber", await owner.TextAsync(".log li p"));
    }

    [ChromiumFact]
    public async Task An_invitation_is_for_one_address_and_ends_when_it_is_taken_back()
    {
        await using var server = await DevelopmentServer.StartAsync();
        await InviteAsync(server, Mia, "manager");
        await using var other = await ChromiumBrowser.StartAsync();
        await server.SignInAsync(other, "barber");
        var link = await LinkAsync(server, other);
        await other.OpenAsync(link);
        Assert.Contains("another address", await other.TextAsync("[role=alert]"));
        Assert.Equal(0, await other.Page.Locator(Continue).CountAsync());

        await using var owner = await ChromiumBrowser.StartAsync();
        await server.SignInAsync(owner, "owner");
        await server.OpenAsync(owner, People);
        await owner.ClickAsync("[data-invited] summary");
        await owner.ClickAsync("[data-invited] .danger");
        await Eventually.HoldsAsync(
            "it is taken back", async () => await owner.Page.Locator("[data-invited]").CountAsync() == 0);

        await other.OpenAsync(link);
        Assert.Contains("not good any more", await other.TextAsync("[role=alert]"));
        await server.OpenAsync(other, "/account/register");
        await server.RegisterAsync(other, "Mia", Mia);
        await other.ShowsAsync("h1", "Mia");
        Assert.Equal(0, await other.Page.Locator(".notice").CountAsync());
    }

    [ChromiumFact]
    public async Task The_owner_of_another_shop_and_who_is_not_signed_in_see_none_of_it()
    {
        await using var server = await DevelopmentServer.StartAsync();
        var other = await TestShop.OpenAsync(server.Administrator);
        await using var browser = await ChromiumBrowser.StartAsync();
        foreach (var page in OwnersPages)
        {
            await server.OpenAsync(browser, page);
            await browser.ShowsAsync("h1", "Welcome back");
        }

        await server.SignInAsync(browser, "owner");
        foreach (var page in OwnersPages)
        {
            await RefusedAsync(server, browser, page.Replace("demo", other.Slug, StringComparison.Ordinal));
        }
    }

    [ChromiumTheory]
    [InlineData(ColorScheme.Light, 1280, "en-GB")]
    [InlineData(ColorScheme.Dark, 360, "de-DE")]
    public async Task Axe_finds_nothing_and_nothing_is_wider_than_the_screen(
        ColorScheme colorScheme, int width, string language)
    {
        await using var server = await DevelopmentServer.StartAsync();
        await InviteAsync(server, "somebody.with.an.extraordinarily.long.address@a-long-domain.example.org", "manager");
        await using var browser = await ChromiumBrowser.StartAsync(width, colorScheme, language: language);
        await server.SignInAsync(browser, "owner");
        foreach (var page in OwnersPages)
        {
            await server.OpenAsync(browser, page);
            if (page.EndsWith("keys", StringComparison.Ordinal))
            {
                await browser.FillAsync("#name", "The till");
                await browser.ClickAsync("#make-key button");
                await browser.HasAsync("[data-key]");
            }

            await browser.Page.EvaluateAsync("for (const one of document.querySelectorAll('details')) one.open = true");
            await browser.IsAccessibleAsync();
            Assert.Equal(0, await browser.Page.EvaluateAsync<int>(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        }

        Assert.DoesNotContain(browser.TakeConsole(), line => line.StartsWith("error", StringComparison.Ordinal));
    }

    private static async Task InviteAsync(DevelopmentServer server, string email, string role) =>
        (await server.Administrator.PostAsync(
            "/v1/shops/demo/members", new JsonObject { ["email"] = email, ["role"] = role })).Expect(201);

    private static async Task<Uri> LinkAsync(DevelopmentServer server, ChromiumBrowser browser)
    {
        var link = "";
        await Eventually.HoldsAsync("the invitation is in the mail", async () =>
        {
            await server.OpenAsync(browser, "/mail");
            link = (await browser.AttributesAsync(".mail a[href*='/account/invitation']", "href")).FirstOrDefault("");
            return link.Length > 0;
        });
        return new Uri(link);
    }

    private static async Task RefusedAsync(DevelopmentServer server, ChromiumBrowser browser, params string[] pages)
    {
        foreach (var page in pages)
        {
            Assert.Equal(403, (await browser.Page.GotoAsync(new Uri(server.Address, page).ToString()))!.Status);
        }
    }

    // What the page of a signed-in browser may read of the API.
    private static Task<int> ListAsync(ChromiumBrowser browser) => browser.Page.EvaluateAsync<int>(
        "async () => (await fetch('/v1/shops/demo/bookings?from=2026-01-01&to=2026-01-02')).status");
}
