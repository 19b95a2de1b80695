using BookedBarber.Web.Tests.Browser;
using Microsoft.Playwright;

namespace BookedBarber.Web.Tests.Operations;

/// <summary>Pictures of the page under load.</summary>
[Collection(OperationsServerTests.Name)]
public sealed class OperationsPictureTests(OperationsServer server)
{
    private const int Points = 8;

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

        await desk.TakePictureAsync("desktop-operators", fullPage: true);
        await phone.TakePictureAsync("phone-dark-operators", fullPage: true);
    }
}
