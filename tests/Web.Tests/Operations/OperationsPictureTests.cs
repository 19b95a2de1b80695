using System.Reflection;
using BookedBarber.Web.Tests.Browser;
using Microsoft.Playwright;

namespace BookedBarber.Web.Tests.Operations;

/// <summary>Pictures of the page under load, in <c>artifacts/screenshots</c>.</summary>
[Collection(OperationsServerTests.Name)]
public sealed class OperationsPictureTests(OperationsServer server)
{
    private const int Points = 8;

    private static readonly string Folder = Path.Combine(
        typeof(OperationsPictureTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(data => data.Key == "RepositoryRoot").Value!,
        "artifacts/screenshots");

    [ChromiumFact]
    public async Task The_page_under_load()
    {
        await using var desk = await server.LookAsync();
        await using var phone = await server.LookAsync(390, ColorScheme.Dark, language: "de-DE");
        var seen = new HashSet<string>();
        await Eventually.HoldsAsync("there is a line of some length", async () =>
        {
            await LoadOnce.RunAsync(server.Process.Administrator);
            seen.Add(await desk.Page.EvaluateAsync<string>("document.querySelector('.ops').dataset.at ?? ''"));
            return seen.Count > Points;
        }, deadlineSeconds: 90);

        await TakeAsync(desk, "desktop-operators");
        await TakeAsync(phone, "phone-dark-operators");
    }

    private static async Task TakeAsync(ChromiumBrowser browser, string name)
    {
        var picture = await browser.Page.ScreenshotAsync(
            new() { Path = Path.Combine(Folder, $"{name}.png"), FullPage = true });
        Assert.True(picture.Length > 5_000, $"{name} is an empty page.");
    }
}
