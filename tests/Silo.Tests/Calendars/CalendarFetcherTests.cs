using System.IO.Compression;
using System.Text;
using BookedBarber.Grains.Interfaces.Calendars;
using BookedBarber.Ledger.Calendars;
using BookedBarber.Silo.Calendars;
using BookedBarber.TestKit;
using Microsoft.AspNetCore.Http;

namespace BookedBarber.Silo.Tests.Calendars;

/// <summary>What is asked of whom when somebody has named an address; over real sockets.</summary>
public sealed class CalendarFetcherTests
{
    private const string Calendar = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n";

    [Fact]
    public async Task A_calendar_is_read_with_what_tells_its_versions_apart()
    {
        await using var server = await WebServer.StartAsync(context =>
        {
            context.Response.Headers.ETag = "\"1\"";
            context.Response.Headers.LastModified = "Fri, 27 Nov 2026 12:00:00 GMT";
            return context.Response.WriteAsync(Calendar);
        });
        var fetched = await FetchAsync($"{server.Url}/bo.ics");
        Assert.Equal((Calendar, null), (fetched.Text, fetched.Error));
        Assert.Equal(("\"1\"", "Fri, 27 Nov 2026 12:00:00 GMT"), (fetched.ETag, fetched.LastModified));
    }

    [Fact]
    public async Task What_is_known_is_not_read_again()
    {
        await using var server = await WebServer.StartAsync(context =>
        {
            var isKnown = context.Request.Headers.IfNoneMatch == "\"1\""
                && context.Request.Headers.IfModifiedSince == "then";
            context.Response.StatusCode = isKnown ? 304 : 400;
            return Task.CompletedTask;
        });
        var fetched = await FetchAsync(server.Url, etag: "\"1\"", lastModified: "then");
        Assert.Equal((null, null), (fetched.Text, fetched.Error));
        Assert.Equal("It answered 400.", (await FetchAsync(server.Url)).Error);
    }

    [Fact]
    public async Task Nobody_is_asked_at_an_address_of_our_own()
    {
        await using var server = await WebServer.StartAsync(context => context.Response.WriteAsync(Calendar));
        var port = new Uri(server.Url).Port;
        foreach (var host in (string[])
            [
                "127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "127.1", "2130706433", "0x7f000001", "0.0.0.0",
                "169.254.169.254", "10.0.0.1", "[fe80::1]",
            ])
        {
            var fetched = await FetchAsync($"http://{host}:{port}/latest/meta-data", privateAddresses: false);
            Assert.Equal((null, "It is not at a public address."), (fetched.Text, fetched.Error));
        }

        Assert.Empty(server.Asked);
    }

    // A name that resolves to one of our own addresses is looked at where the connection is made, so it makes no
    // difference what it resolved to before.
    [Fact]
    public async Task A_name_is_as_good_as_its_address()
    {
        var fetched = await FetchAsync("http://localhost./", privateAddresses: false);
        Assert.NotNull(fetched.Error);
        Assert.Null(fetched.Text);
    }

    [Fact]
    public async Task Some_redirects_are_followed_and_not_without_end()
    {
        await using var server = await WebServer.StartAsync(context =>
        {
            var left = int.Parse(context.Request.Path.Value![1..]);
            if (left == 0)
            {
                return context.Response.WriteAsync(Calendar);
            }

            context.Response.StatusCode = 302;
            context.Response.Headers.Location = $"/{left - 1}";
            return Task.CompletedTask;
        });
        Assert.Equal(Calendar, (await FetchAsync($"{server.Url}/3")).Text);
        Assert.Equal("It leads on more than 3 times.", (await FetchAsync($"{server.Url}/4")).Error);
        Assert.Equal("It leads on more than 3 times.", (await FetchAsync($"{server.Url}/1000000")).Error);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://example.org/")]
    [InlineData("gopher://example.org/")]
    [InlineData("http://user:password@127.0.0.1/")]
    public async Task A_redirect_to_something_else_is_not_followed(string location)
    {
        await using var server = await WebServer.StartAsync(context =>
        {
            context.Response.StatusCode = 301;
            context.Response.Headers.Location = location;
            return Task.CompletedTask;
        });
        Assert.Equal("It leads to what is no http or https address.", (await FetchAsync(server.Url)).Error);
        Assert.Single(server.Asked);
    }

    [Fact]
    public async Task A_text_without_end_is_read_no_further_than_a_calendar_may_be()
    {
        await using var server = await WebServer.StartAsync(async context =>
        {
            var block = new byte[64 * 1024];
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(block, context.RequestAborted);
            }
        });
        Assert.Equal("It has more than 1048576 bytes.", (await FetchAsync(server.Url)).Error);
    }

    [Fact]
    public async Task A_small_answer_that_unpacks_to_a_huge_one_is_read_no_further_either()
    {
        await using var server = await WebServer.StartAsync(async context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await using var gzip = new GZipStream(context.Response.Body, CompressionLevel.Fastest, leaveOpen: true);
            await gzip.WriteAsync(new byte[64 * 1024 * 1024], context.RequestAborted);
        });
        Assert.Equal("It has more than 1048576 bytes.", (await FetchAsync(server.Url)).Error);
    }

    [Fact]
    public async Task Who_does_not_answer_in_time_is_given_up()
    {
        var clock = new ManualTimeProvider();
        var asked = new TaskCompletionSource();
        await using var server = await WebServer.StartAsync(async context =>
        {
            await context.Response.WriteAsync("BEGIN:VCAL");
            await context.Response.Body.FlushAsync();
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        var fetching = FetchAsync(server.Url, clock: clock);
        await Eventually.ComesAsync("the server was asked", asked.Task);
        clock.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal("It did not answer in time.", (await fetching).Error);
    }

    [Fact]
    public async Task Who_is_not_there_could_not_be_reached()
    {
        string url;
        await using (var server = await WebServer.StartAsync(_ => Task.CompletedTask))
        {
            url = server.Url;
        }

        Assert.Equal("It could not be reached.", (await FetchAsync(url)).Error);
    }

    [Fact]
    public async Task What_was_answered_is_not_in_the_error()
    {
        await using var server = await WebServer.StartAsync(context =>
        {
            context.Response.StatusCode = 500;
            context.Response.Headers.ETag = "\"secret\"";
            return context.Response.WriteAsync("secret");
        });
        var fetched = await FetchAsync(server.Url);
        Assert.Equal(new FetchedCalendar { Url = server.Url, Error = "It answered 500." }, fetched);
    }

    [Fact]
    public async Task Umlauts_are_utf_8()
    {
        await using var server = await WebServer.StartAsync(
            context => context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes("Zähne")).AsTask());
        Assert.Equal("Zähne", (await FetchAsync(server.Url)).Text);
    }

    private static async Task<FetchedCalendar> FetchAsync(
        string url,
        bool privateAddresses = true,
        string? etag = null,
        string? lastModified = null,
        TimeProvider? clock = null)
    {
        using var fetcher = new CalendarFetcher(privateAddresses, clock ?? TimeProvider.System);
        return await fetcher.FetchAsync(new DueCalendar(Guid.NewGuid(), Guid.NewGuid(), url, etag, lastModified), default);
    }
}
