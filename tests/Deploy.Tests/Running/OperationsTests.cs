using System.Net;
using BookedBarber.TestKit.Client;

namespace BookedBarber.Deploy.Tests.Running;

/// <summary>What operators see of the published programs: on Orleans a silo and a front door, each with its part.</summary>
[Collection(nameof(Published))]
public sealed class OperationsTests(Published published)
{
    [PostgresFact]
    public async Task The_page_shows_all_processes_and_what_both_have_counted()
    {
        var shop = await TestShop.OpenAsync(published.Administrator);
        await shop.BookAsync(shop.At(3, "10:00"));
        (await shop.TryBookAsync(shop.Booking(shop.At(3, "10:00")))).ExpectProblem(409, "slot_taken");

        var page = await Eventually.SeesAsync(
            "the page knows of it",
            async () => WebUtility.HtmlDecode(
                (await published.Administrator.GetAsync("/ops", ("Accept", "text/html"))).Expect(200).Text),
            text => text.Contains($"href=\"/{shop.Slug}\"") && text.Contains(">slot_taken<") && !Counted(text, "Grain’s memory", "0"));

        Assert.Contains("uPlot.esm", page);
        if (published.Silo is null)
        {
            Assert.Contains(">Front door with grains<", page);
            return;
        }

        Assert.Contains(">Front door<", page);
        Assert.Contains(">Silo<", page);
        Assert.Contains($"href=\"{published.Addresses[0]}dashboard\"", page);
    }

    [PostgresFact]
    public async Task The_charts_are_published_with_their_licence()
    {
        foreach (var file in (string[])["uPlot.esm.js", "uPlot.min.css", "LICENSE"])
        {
            Assert.NotEmpty((await published.Api.Anonymous.GetAsync($"/assets/vendor/uplot/{file}")).Expect(200).Text);
        }
    }

    private static bool Counted(string page, string layer, string count) => System.Text.RegularExpressions.Regex.IsMatch(
        page, $@"<td[^>]*>{layer}</td>\s*<td[^>]*>[^<]*</td>\s*<td[^>]*>{count}</td>");
}
