using BookedBarber.TestKit;

namespace BookedBarber.Web.Tests.Home;

/// <summary>The files of the page, as they are sent.</summary>
[Collection(DemoServerTests.Name)]
public sealed class HomeFilesTests(DemoServer server)
{
    [PostgresTheory]
    [InlineData("/", "text/html")]
    [InlineData("/home.css", "text/css")]
    [InlineData("/home.js", "text/javascript")]
    [InlineData("/favicon.svg", "image/svg+xml")]
    public async Task Each_is_sent_with_its_type_and_a_strict_policy(string path, string mediaType)
    {
        var answer = (await server.Client.GetAsync(path)).Expect(200);

        Assert.Equal(mediaType, answer.MediaType);
        Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
        Assert.Equal("no-referrer", answer.Header("Referrer-Policy"));
        var policy = answer.Header("Content-Security-Policy")!.Split("; ");
        Assert.Contains("default-src 'none'", policy);
        Assert.Contains("script-src 'self'", policy);
        Assert.DoesNotContain(policy, rule => rule.Contains("unsafe"));
        Assert.DoesNotContain("{{", answer.Text);
    }

    [PostgresFact]
    public async Task A_browser_that_has_a_file_is_not_sent_it_again()
    {
        var first = (await server.Client.GetAsync("/home.js")).Expect(200);

        var again = await server.Client.GetAsync("/home.js", ("If-None-Match", first.ETag!));

        Assert.Equal("", again.Expect(304).Text);
        Assert.Equal(first.ETag, again.ETag);
        (await server.Client.GetAsync("/home.js", ("If-None-Match", "\"other\""))).Expect(200);
    }

    [PostgresFact]
    public async Task Nothing_of_the_page_comes_from_elsewhere()
    {
        foreach (var path in (string[])["/", "/home.css", "/home.js"])
        {
            var text = (await server.Client.GetAsync(path)).Expect(200).Text;
            Assert.DoesNotContain("https://", text);
            Assert.DoesNotContain("http://", text);
        }
    }
}
