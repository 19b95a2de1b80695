using BookedBarber.TestKit.Client;
using BookedBarber.Web.Tests.Account;
using BookedBarber.Web.Tests.Browser;
using Microsoft.Playwright;

namespace BookedBarber.Web.Tests.Setup;

/// <summary>The set-up for somebody who reads German.</summary>
public sealed class GermanSetupTests
{
    private const string Refused = "Diese Angabe passt so nicht.";

    [ChromiumFact]
    public async Task What_is_refused_of_a_field_is_said_in_German_where_it_stands()
    {
        await using var server = await DevelopmentServer.StartAsync();
        await using var browser = await ChromiumBrowser.StartAsync(language: "de-DE");
        await server.SignInAsync(browser, "owner");
        await server.OpenAsync(browser, "/staff/demo/setup");
        await browser.FillAsync("#name", "Bart https://bart.example");
        await browser.FillAsync("#horizonDays", "1");
        await browser.FillAsync("#minNoticeMinutes", "5000");
        await browser.FillAsync("#cancelUntilMinutes", "999999");
        await browser.ClickAsync("button:text('Speichern')");
        await browser.ShowsAsync("#name-error", $"{Refused} (darf keine Adresse (://) enthalten)");
        Assert.Equal(
            $"{Refused} (muss zwischen 0 und dem liegen, was „Tage im Voraus“ zulässt)",
            await browser.TextAsync("#minNoticeMinutes-error"));
        Assert.Equal(
            $"{Refused} (muss zwischen 0 und 366 Tagen liegen)", await browser.TextAsync("#cancelUntilMinutes-error"));
        await SpeaksGermanAsync(browser);
        await browser.FillAsync("#cancelUntilMinutes", "99999999999");
        await browser.ClickAsync("button:text('Speichern')");
        await browser.ShowsAsync(
            "#cancelUntilMinutes-error",
            $"{Refused} (hat nicht die Form, die hier erwartet wird; vielleicht ist eine Zahl zu groß)");

        // The day that is emptied leaves no gap in the body: what is wrong stands at the row in which it was written.
        await server.OpenAsync(browser, await BarberAsync(server));
        await browser.FillAsync("[id='weekly.monday[0].from']", "");
        await browser.FillAsync("[id='weekly.monday[0].to']", "");
        await browser.FillAsync("[id='weekly.monday[1].from']", "18:00");
        await browser.FillAsync("[id='weekly.monday[1].to']", "12:00");
        await browser.FillAsync("[id='exceptions[0].date']", "2031-02-03");
        await browser.FillAsync("[id='exceptions[0].intervals[0].from']", "12:00");
        await browser.FillAsync("[id='exceptions[0].intervals[0].to']", "11:00");
        await browser.ClickAsync("button:text('Arbeitszeiten speichern')");
        await browser.ShowsAsync(
            "[id='weekly.monday[1].from-error']", $"{Refused} (muss vor dem Ende beginnen)");
        Assert.Equal(
            $"{Refused} (muss vor dem Ende beginnen)",
            await browser.TextAsync("[id='exceptions[0].intervals[0].from-error']"));
        Assert.Equal(2, await browser.Page.Locator("[aria-invalid]").CountAsync());
        await SpeaksGermanAsync(browser);
        await browser.IsAccessibleAsync();

        await browser.Page.SetInputFilesAsync("#calendar-file", new FilePayload
        {
            Name = "private.ics",
            MimeType = "text/calendar",
            Buffer = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR\r\n"u8.ToArray(),
        });
        await browser.ClickAsync("button:text('Hochladen')");
        await browser.ShowsAsync(
            "#calendars ~ form .form-error", $"{Refused} (Zeile 3 muss zuerst VEVENT aus Zeile 2 schließen)");
        await SpeaksGermanAsync(browser);
    }

    [ChromiumFact]
    public async Task What_is_refused_of_a_field_that_is_folded_away_is_shown()
    {
        await using var server = await DevelopmentServer.StartAsync();
        await using var browser = await ChromiumBrowser.StartAsync(language: "de-DE");
        await server.SignInAsync(browser, "owner");
        await server.OpenAsync(browser, "/staff/demo/setup/services");
        await browser.ClickAsync("#new-more summary");
        await browser.FillAsync("#new-name", "Rasur");
        await browser.FillAsync("#new-price", "10");
        await browser.FillAsync("#new-deposit", "11");
        await browser.ClickAsync("#new-more summary");

        await browser.ClickAsync("button:text('Hinzufügen')");

        await browser.ShowsAsync(
            "#new-deposit-error",
            $"{Refused} (muss zwischen 1, in der kleinsten Einheit der Währung, und dem Preis liegen)");
    }

    [ChromiumFact]
    public async Task The_address_of_a_new_shop_is_spelled_as_the_reader_spells()
    {
        await using var server = await DevelopmentServer.StartAsync();
        await using var browser = await ChromiumBrowser.StartAsync(language: "de-DE");
        await server.SignInAsync(browser, "owner");
        await server.OpenAsync(browser, "/account/shops/new");
        await browser.Page.Locator("#name").PressSequentiallyAsync("Bärte & Söhne, Überstraße");
        Assert.Equal("baerte-soehne-ueberstrasse", await browser.Page.InputValueAsync("#slug"));
        await browser.FillAsync("#slug", "staff");
        await browser.ClickAsync(DevelopmentServer.Continue);
        await browser.HasAsync("#slug[aria-invalid]");
        Assert.StartsWith(
            $"{Refused} (muss aus 1 bis 63 Kleinbuchstaben", await browser.TextAsync("#slug-error"), StringComparison.Ordinal);
        await SpeaksGermanAsync(browser);

        await browser.ClickAsync(".languages [lang=en]");
        await browser.ShowsAsync("h1", "A shop of your own");
        await browser.Page.Locator("#name").PressSequentiallyAsync("Bärte");
        Assert.Equal("barte", await browser.Page.InputValueAsync("#slug"));
    }

    private static async Task<string> BarberAsync(DevelopmentServer server) =>
        $"/staff/demo/setup/barbers/{(await server.Anonymous.GetAsync("/v1/shops/demo")).Expect(200)["barbers"][0].GetProperty("id")}";

    private static async Task SpeaksGermanAsync(ChromiumBrowser browser) =>
        Assert.All(await browser.TextsAsync(".error"), text => Assert.DoesNotMatch(
            @"\b(must|is|required|cannot|not|the|and|between|before|line|of)\b", text));
}
