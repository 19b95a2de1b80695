using BookedBarber.Web.Tests.Browser;
using Microsoft.Playwright;

namespace BookedBarber.Web.Tests.Pages;

/// <summary>Pictures of a client's steps.</summary>
[Collection(DemoServerTests.Name)]
public sealed class ScreenshotTests(DemoServer server)
{
    private const int Phone = 390;
    private const int Desktop = 1100;


    [ChromiumTheory]
    [InlineData("phone", Phone, ColorScheme.Light, "en-GB")]
    [InlineData("desktop-dark", Desktop, ColorScheme.Dark, "de-DE")]
    public async Task The_steps_of_a_client(string name, int width, ColorScheme colorScheme, string language)
    {
        await using var browser = await ChromiumBrowser.StartAsync(width, colorScheme, language: language);
        var visitor = new Visitor(browser, server.Process.Address, "demo");
        await visitor.OpenAsync();
        await browser.ClickAsync(".choices .choice:nth-child(3)");
        await browser.TakePictureAsync($"{name}-1-services");
        await browser.ClickAsync(Visitor.Next);
        await browser.HasAsync(".picker");
        await browser.Page.Locator(".day:not(.full)").Last.ClickAsync();
        await browser.Page.WaitForURLAsync("**day=**");
        await browser.TakePictureAsync($"{name}-2-times");
        await visitor.TakeAsync(3);
        await browser.FillAsync("#name", "Ada Lovelace");
        await browser.TakePictureAsync($"{name}-3-details");
        await browser.ClickAsync(Visitor.Next);
        await browser.HasAsync(Visitor.Ticket);
        await browser.TakePictureAsync($"{name}-4-booked");
    }
}
