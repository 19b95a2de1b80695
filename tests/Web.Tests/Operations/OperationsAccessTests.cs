using System.Text;
using BookedBarber.TestKit.Client;

namespace BookedBarber.Web.Tests.Operations;

/// <summary>Who may look at how the system stands.</summary>
[Collection(OperationsServerTests.Name)]
public sealed class OperationsAccessTests(OperationsServer server)
{
    private const int MaxStreams = 32;

    [PostgresTheory]
    [InlineData("/ops")]
    [InlineData("/ops/stream")]
    public async Task Nobody_but_administrators_sees_it(string path)
    {
        var shop = await TestShop.OpenAsync(server.Process.Administrator);
        var nobody = server.Process.Anonymous;

        foreach (var client in (ApiClient[])[nobody, shop.Staff, nobody.WithKey("bb_"), nobody.WithToken("x")])
        {
            Assert.Equal(401, (await client.GetAsync(path, ("Accept", "text/html"))).Status);
        }
    }

    [PostgresFact]
    public async Task A_browser_asks_for_the_key()
    {
        var asked = await server.Process.Anonymous.GetAsync("/ops", ("Accept", "text/html"));
        Assert.StartsWith("Basic realm=", asked.Header("WWW-Authenticate"));

        var key = (await File.ReadAllTextAsync(Path.Combine(server.Process.DataPath, "admin.key"))).Trim();
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"operator:{key}"));
        var page = await server.Process.Anonymous.WithAuthorization($"Basic {basic}").GetAsync("/ops");

        Assert.Equal("text/html", page.Expect(200).MediaType);
        Assert.DoesNotContain("style=", page.Text);
        Assert.DoesNotContain("<style", page.Text);
    }

    [PostgresFact]
    public async Task More_streams_than_it_takes_are_refused_until_one_ends()
    {
        var streams = new List<HttpResponseMessage>();
        try
        {
            await Eventually.SeesAsync("a stream is refused", async () =>
            {
                streams.Add(await server.Process.Administrator.OpenAsync("/ops/stream"));
                return (int)streams[^1].StatusCode;
            }, status => status == 503);
            Assert.InRange(streams.Count, 2, MaxStreams + 1);
            Assert.NotNull(streams[^1].Headers.RetryAfter);
        }
        finally
        {
            streams.ForEach(stream => stream.Dispose());
        }

        await Eventually.SeesAsync("a stream is taken again", async () =>
        {
            using var stream = await server.Process.Administrator.OpenAsync("/ops/stream");
            return (int)stream.StatusCode;
        }, status => status == 200);
    }
}
