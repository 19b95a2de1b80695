using System.Reflection;
using BookedBarber.Web.Tests.Browser;
using Microsoft.Playwright;

namespace BookedBarber.Web.Tests.Pages;

/// <summary>
/// Pictures of the main pages, in <c>artifacts/screenshots</c>. Those in <c>docs/screenshots</c>, which the README shows,
/// are copies of them.
/// </summary>
[Collection(DemoServerTests.Name)]
public sealed class ScreenshotTests(DemoServer server)
{
    private const int Phone = 390;
    private const int Desktop = 1100;

    private static readonly string Folder = Path.Combine(
        typeof(ScreenshotTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(data => data.Key == "RepositoryRoot").Value!,
        "artifacts/screenshots");

    [ChromiumTheory]
    [InlineData("phone", Phone, ColorScheme.Light, "en-GB")]
    [InlineData("desktop-dark", Desktop, ColorScheme.Dark, "de-DE")]
    public async Task The_steps_of_a_client(string name, int width, ColorScheme colorScheme, string language)
    {
        await using var browser = await ChromiumBrowser.StartAsync(width, colorScheme, language: language);
        var visitor = new Visitor(browser, server.Process.Address, "demo");
        await visitor.OpenAsync();
        await browser.ClickAsync(".choices .choice:nth-child(3)");
        await TakeAsync(browser, $"{name}-1-services");
        await browser.ClickAsync(Visitor.Next);
        await browser.HasAsync(".picker");
        await browser.Page.Locator(".day:not(.full)").Last.ClickAsync();
        await browser.Page.WaitForURLAsync("**day=**");
        await TakeAsync(browser, $"{name}-2-times");
        await visitor.TakeAsync(3);
        await browser.FillAsync("#name", "Ada Lovelace");
        await TakeAsync(browser, $"{name}-3-details");
        await browser.ClickAsync(Visitor.Next);
        await browser.HasAsync(Visitor.Ticket);
        await TakeAsync(browser, $"{name}-4-booked");
    }

    private static async Task TakeAsync(ChromiumBrowser browser, string name)
    {
        var path = Path.Combine(Folder, $"{name}.png");
        var picture = await browser.Page.ScreenshotAsync(new() { Path = path });
        Assert.Equal(picture.Length, new FileInfo(path).Length);
        Assert.True(picture.Length > 5_000, $"{name} is an empty page.");
    }
}
