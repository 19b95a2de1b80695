using System.Text.Json.Nodes;
using BookedBarber.TestKit.Client;
using BookedBarber.Web.Tests.Account;
using BookedBarber.Web.Tests.Browser;

namespace BookedBarber.Web.Tests.Setup;

/// <summary>What was done in a shop, as its owners read it.</summary>
public sealed class LogPageTests
{
    private const string Log = "/staff/demo/setup/log";
    private const string Entries = ".log li p:first-child";

    [ChromiumFact]
    public async Task The_log_says_in_words_what_was_done_by_whom_from_where_and_when_on_the_shops_clock()
    {
        await using var server = await DevelopmentServer.StartAsync();
        await using var browser = await ChromiumBrowser.StartAsync(language: "de-DE", zone: "Asia/Tokyo");
        await server.SignInAsync(browser, "owner");
        var made = (await server.Administrator.PostAsync(
            "/v1/shops/demo/keys", new JsonObject { ["name"] = "Kasse" })).Expect(201);
        var till = server.Anonymous.WithKey(made["key"].GetString()!);
        var service = (await till.PostAsync("/v1/shops/demo/services", Bodies.Service("Hot towel"))).Expect(201);
        (await till.DeleteAsync($"/v1/shops/demo/services/{service["id"].GetGuid()}")).Expect(204);
        (await server.Administrator.DeleteAsync($"/v1/shops/demo/keys/{made["id"].GetGuid()}")).Expect(204);

        await server.OpenAsync(browser, Log);

        Assert.Equal(
            [
                "API-Schlüssel widerrufen Kasse", "Leistung entfernt Hot towel", "Leistung hinzugefügt Hot towel",
                "API-Schlüssel erstellt Kasse",
            ],
            (await browser.TextsAsync(Entries)).Take(4));
        var who = await browser.TextsAsync(".log li .soft");
        Assert.Matches("^ein Schlüssel der Installation von [0-9a-f.:]+$", who[0]);
        Assert.StartsWith("API-Schlüssel Kasse von", who[1], StringComparison.Ordinal);
        Assert.Contains(who, one => one.StartsWith("owner@demo.example von", StringComparison.Ordinal));
        var latest = (await server.Administrator.GetAsync("/v1/shops/demo/audit")).Expect(200)["items"][0];
        var at = TimeZoneInfo.ConvertTime(
            latest.GetProperty("at").GetDateTimeOffset(), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
        Assert.Equal($"{at:HH:mm}", await browser.TextAsync(".log time"));
    }

    [ChromiumFact]
    public async Task The_log_is_read_a_page_at_a_time()
    {
        await using var server = await DevelopmentServer.StartAsync();
        await using var browser = await ChromiumBrowser.StartAsync();
        await server.SignInAsync(browser, "owner");
        var service = (await server.Anonymous.GetAsync("/v1/shops/demo")).Expect(200)["services"][0].GetProperty("id");
        for (var time = 1; time <= 60; time++)
        {
            (await server.Administrator.PutAsync(
                $"/v1/shops/demo/services/{service}", Bodies.Service($"Cut {time}"))).Expect(200);
        }

        await server.OpenAsync(browser, Log);
        var first = await browser.TextsAsync(Entries);
        await browser.ClickAsync("a[rel=next]");
        await browser.Page.WaitForURLAsync("**cursor=**");
        var second = await browser.TextsAsync(Entries);

        Assert.Equal(50, first.Length);
        Assert.Equal("Service changed Cut 60", first[0]);
        Assert.Equal("Service changed Cut 10", second[0]);
        Assert.Equal(0, await browser.Page.Locator("a[rel=next]").CountAsync());
        await browser.ClickAsync(".pages a");
        await browser.ShowsAsync(Entries, "Service changed Cut 60");
        await server.OpenAsync(browser, $"{Log}?cursor=1");
        Assert.Contains("There is nothing older.", await browser.TextAsync("main"));
        var bad = await browser.Page.GotoAsync(new Uri(server.Address, $"{Log}?cursor=x").ToString());
        Assert.Equal(422, bad!.Status);
    }
}
