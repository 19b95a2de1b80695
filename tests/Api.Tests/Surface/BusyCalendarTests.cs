using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using BookedBarber.Api.Tests.Server;
using BookedBarber.TestKit;
using BookedBarber.TestKit.Client;

namespace BookedBarber.Api.Tests.Surface;

/// <summary>The calendars of others as busy time, over HTTP.</summary>
public sealed class BusyCalendarTests(RunningApi api) : IClassFixture<RunningApi>
{
    [PostgresFact]
    public async Task An_upload_says_what_it_took_and_what_it_left_out_and_is_gone_when_it_is_deleted()
    {
        var shop = await api.OpenShopAsync();
        var path = $"{shop.Path}/barbers/{shop.Barbers[0]}/busy";
        var before = (await shop.OpenStartsAsync(1)).Times;
        Assert.Contains("12:00", before);

        var text = Calendar(
            Event(shop.At(1, "12:00"), shop.At(1, "13:00")), "BEGIN:VEVENT\r\nUID:2\r\nEND:VEVENT\r\n");
        var taken = (await UploadAsync(shop.Staff, path, text, "?name=private")).Expect(201);
        var id = taken["id"].GetGuid();
        Assert.Equal($"{path}/{id}", taken.Location);
        Assert.Equal(("private", 2, 1, 1), (
            taken["name"].GetString(), taken["events"].GetInt32(), taken["busyIntervals"].GetInt32(),
            taken["ignoredParts"].GetInt32()));
        var ignored = taken["ignored"][0];
        Assert.Equal(("VEVENT", "has no DTSTART"), (
            ignored.GetProperty("component").GetString(), ignored.GetProperty("reason").GetString()));
        Assert.Equal(8, ignored.GetProperty("line").GetInt32());

        Assert.Equal(
            before.Except(["11:45", "12:00", "12:15", "12:30", "12:45"]), (await shop.OpenStartsAsync(1)).Times);
        (await shop.TryBookAsync(shop.Booking(shop.At(1, "12:30")))).ExpectProblem(422, "outside_hours");
        var listed = (await shop.Staff.GetAsync(path)).Expect(200);
        Assert.Equal(id, Assert.Single(listed["items"].EnumerateArray()).GetProperty("id").GetGuid());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, listed["next"].ValueKind);

        (await shop.Staff.DeleteAsync($"{path}/{id}")).Expect(204);
        Assert.Equal(before, (await shop.OpenStartsAsync(1)).Times);
        (await shop.Staff.DeleteAsync($"{path}/{id}")).ExpectProblem(404, "not_found");
    }

    [PostgresFact]
    public async Task A_second_upload_replaces_the_first()
    {
        var shop = await api.OpenShopAsync();
        var path = $"{shop.Path}/barbers/{shop.Barbers[0]}/busy";
        (await UploadAsync(shop.Staff, path, Calendar(Event(shop.At(1, "12:00"), shop.At(1, "13:00"))))).Expect(201);
        (await UploadAsync(shop.Staff, path, Calendar(Event(shop.At(1, "15:00"), shop.At(1, "16:00"))))).Expect(201);
        var times = (await shop.OpenStartsAsync(1)).Times;
        Assert.Contains("12:00", times);
        Assert.DoesNotContain("15:00", times);
        Assert.Single((await shop.Staff.GetAsync(path))["items"].EnumerateArray());
    }

    [PostgresFact]
    public async Task Errors_name_the_line_and_what_must_be_there()
    {
        var shop = await api.OpenShopAsync();
        var path = $"{shop.Path}/barbers/{shop.Barbers[0]}/busy";
        var refused = (await UploadAsync(shop.Staff, path, "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR\r\n"))
            .ExpectProblem(422, "validation_failed");
        var error = refused["errors"][0];
        Assert.Equal(("line 3", "must close VEVENT of line 2 first"), (
            error.GetProperty("field").GetString(), error.GetProperty("rule").GetString()));

        (await UploadAsync(shop.Staff, path, "<html>")).ExpectProblem(422, "validation_failed");
        (await UploadAsync(shop.Staff, path, "")).ExpectProblem(422, "validation_failed");
        (await UploadAsync(shop.Staff, path, Calendar(), $"?name={new string('x', 201)}"))
            .ExpectProblem(422, "validation_failed");
        (await UploadAsync(shop.Staff, path, Calendar(), mediaType: "text/html"))
            .ExpectProblem(415, "unsupported_media_type");
        (await shop.Staff.PostAsync(path, new JsonObject { ["name"] = "x" })).ExpectProblem(422, "validation_failed");
        (await shop.Staff.PostAsync(path, new JsonObject { ["url"] = "ftp://example.org/x" }))
            .ExpectProblem(422, "validation_failed");
        Assert.Empty((await shop.Staff.GetAsync(path))["items"].EnumerateArray());
    }

    [PostgresFact]
    public async Task A_calendar_may_be_larger_than_other_bodies_and_not_larger_than_a_mebibyte()
    {
        var shop = await api.OpenShopAsync();
        var path = $"{shop.Path}/barbers/{shop.Barbers[0]}/busy";
        var start = Event(shop.At(1, "12:00"), shop.At(1, "13:00"));
        string Padded(int bytes)
        {
            var text = Calendar(start, "X-PADDING:\r\n");
            return Calendar(start, $"X-PADDING:{new string('x', bytes - text.Length)}\r\n");
        }

        (await UploadAsync(shop.Staff, path, Padded(1024 * 1024))).Expect(201);
        Assert.DoesNotContain("12:00", (await shop.OpenStartsAsync(1)).Times);
        (await UploadAsync(shop.Staff, path, Padded((1024 * 1024) + 1))).ExpectProblem(413, "body_too_large");
        var json = new JsonObject { ["url"] = $"https://example.org/{new string('x', 65_536)}" };
        (await shop.Staff.PostAsync(path, json)).ExpectProblem(413, "body_too_large");
    }

    [PostgresFact]
    public async Task Only_staff_of_the_shop_see_and_change_them()
    {
        var (mine, yours) = (await api.OpenShopAsync(), await api.OpenShopAsync());
        var path = $"{mine.Path}/barbers/{mine.Barbers[0]}/busy";
        (await UploadAsync(mine.Anonymous, path, Calendar())).ExpectProblem(401, "unauthorized");
        (await UploadAsync(yours.Staff, path, Calendar())).ExpectProblem(403, "forbidden");
        (await mine.Anonymous.GetAsync(path)).ExpectProblem(401, "unauthorized");
        (await yours.Staff.GetAsync(path)).ExpectProblem(403, "forbidden");

        // Somebody else's barber is not one of this shop.
        (await UploadAsync(yours.Staff, $"{yours.Path}/barbers/{mine.Barbers[0]}/busy", Calendar()))
            .ExpectProblem(404, "not_found");
        (await yours.Staff.GetAsync($"{yours.Path}/barbers/{mine.Barbers[0]}/busy")).ExpectProblem(404, "not_found");
        (await yours.Staff.DeleteAsync($"{yours.Path}/barbers/{mine.Barbers[0]}/busy/{Guid.NewGuid()}"))
            .ExpectProblem(404, "not_found");
    }

    [PostgresFact]
    public async Task An_address_of_our_own_is_not_asked()
    {
        var shop = await api.OpenShopAsync();
        var path = $"{shop.Path}/barbers/{shop.Barbers[0]}/busy";
        var url = new Uri(api.Process.Address, "/v1/shops/demo").ToString();
        var added = (await shop.Staff.PostAsync(path, new JsonObject { ["url"] = url })).Expect(201);
        Assert.Equal(("127.0.0.1", url), (added["name"].GetString(), added["url"].GetString()));
        await Eventually.HoldsAsync("the refresher has refused it", async () =>
            (await shop.Staff.GetAsync(path))["items"][0].TryGetProperty("lastError", out var error)
            && error.GetString() == "It is not at a public address.");
    }

    internal static string Calendar(params IEnumerable<string> parts) =>
        $"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{string.Concat(parts)}END:VCALENDAR\r\n";

    internal static string Event(string from, string to) =>
        $"BEGIN:VEVENT\r\nUID:{Guid.NewGuid()}\r\nDTSTART:{Utc(from)}\r\nDTEND:{Utc(to)}\r\nEND:VEVENT\r\n";

    private static string Utc(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture)
        .UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static Task<Answer> UploadAsync(
        ApiClient client, string path, string text, string query = "", string mediaType = "text/calendar") =>
        client.SendAsync(
            HttpMethod.Post,
            path + query,
            new StringContent(text, Encoding.UTF8, new MediaTypeHeaderValue(mediaType, "utf-8")));
}
