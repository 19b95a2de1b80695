using BookedBarber.TestKit.Client;

namespace BookedBarber.Web.Tests.Operations;

/// <summary>Who may look at how the system stands.</summary>
[Collection(OperationsServerTests.Name)]
public sealed class OperationsAccessTests(OperationsServer server)
{
    private const int MaxStreams = 32;

    [PostgresFact]
    public async Task Nobody_but_administrators_sees_it()
    {
        var shop = await TestShop.OpenAsync(server.Process.Administrator);
        var nobody = server.Process.Anonymous;

        foreach (var client in (ApiClient[])[nobody, nobody.WithKey(shop.Key[..^2] + "zz"), nobody.WithToken("x")])
        {
            Assert.Equal(
                "/account/sign-in?return=%2Fops",
                (await client.GetAsync("/ops", ("Accept", "text/html"))).Expect(302).Location);
            (await client.GetAsync("/ops/stream")).ExpectProblem(401, "unauthorized");
        }

        (await shop.Staff.GetAsync("/ops/stream")).ExpectProblem(403, "forbidden");
        var refused = (await shop.Staff.GetAsync("/ops", ("Accept", "text/html"))).Expect(403);
        Assert.Equal("text/html", refused.MediaType);
        Assert.DoesNotContain("data-stream", refused.Text);
    }

    [PostgresFact]
    public async Task An_administrator_sees_it_under_a_strict_policy()
    {
        var page = (await server.Process.Administrator.GetAsync("/ops", ("Accept", "text/html"))).Expect(200);

        Assert.Contains("data-stream=\"/ops/stream\"", page.Text);
        Assert.DoesNotContain("unsafe", page.Header("Content-Security-Policy"));
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
