using BookedBarber.Web.Tests.Account;
using BookedBarber.Web.Tests.Browser;
using Microsoft.Playwright;

namespace BookedBarber.Web.Tests.Setup;

/// <summary>Pictures of the set-up of a shop.</summary>
public sealed class SetupPictureTests
{
    [ChromiumTheory]
    [InlineData("desktop", 1100, ColorScheme.Light, "en-GB")]
    [InlineData("phone-dark", 390, ColorScheme.Dark, "de-DE")]
    public async Task The_pages_of_an_owner(string name, int width, ColorScheme colorScheme, string language)
    {
        await using var server = await DevelopmentServer.StartAsync();
        await using var browser = await ChromiumBrowser.StartAsync(width, colorScheme, language: language);
        await server.SignInAsync(browser, "owner");
        var shop = (await server.Anonymous.GetAsync("/v1/shops/demo")).Expect(200);
        (string Name, string Path)[] pages =
        [
            ("setup", ""), ("services", "/services"), ("barbers", "/barbers"),
            ("barber", $"/barbers/{shop["barbers"][0].GetProperty("id")}"),
            ("people", "/people"), ("keys", "/keys"), ("log", "/log"),
        ];
        foreach (var (page, path) in pages)
        {
            await server.OpenAsync(browser, $"/staff/demo/setup{path}");
            await browser.TakePictureAsync($"{name}-{page}", fullPage: true);
        }

        await server.OpenAsync(browser, "/account");
        await browser.TakePictureAsync($"{name}-account", fullPage: true);
        await server.OpenAsync(browser, "/");
        await browser.TakePictureAsync($"{name}-home", fullPage: true);
    }
}
