using System.Text;
using BookedBarber.TestKit.Client;
using BookedBarber.Api.Tests.Server;
using BookedBarber.TestKit;

namespace BookedBarber.Api.Tests.Hostile;

/// <summary>Addresses, queries and headers that make no sense.</summary>
public sealed class BadAddressTests(RunningApi api) : IClassFixture<RunningApi>
{
    private const string NobodysId = "01890000-0000-7000-8000-000000000000";

    private static readonly string[] BadDates =
    [
        "", "x", "2027-13-01", "2027-02-29", "27-1-1", "2027-01-01T00:00:00Z", "0000-00-00", "0001-01-01", "0001-01-02",
        "1972-12-31", "9999-12-31", "10000-01-01", "-0001-01-01", "%00", "2027-01-01%00",
    ];

    private static readonly string[] BadDays =
        ["", "0", "-1", "32", "x", "1.5", "1e1", "0x7", "99999999999999999999", "%207", "7%00", "\u0667"];

    [PostgresFact]
    public async Task Availability_refuses_queries_without_sense()
    {
        var shop = await api.OpenShopAsync();
        var other = await api.OpenShopAsync();
        var service = $"service={shop.Service}";
        string[] queries =
        [
            "", "service=", "service=x", $"service={NobodysId}", $"service={other.Service}", "service=%00",
            $"{service},", $"{service},{shop.Service},x", $"service=,{shop.Service}", $"{service}&barber=x",
            $"{service}&barber={NobodysId}", $"{service}&barber={other.Barbers[0]}", $"{service}&barber=anyone",
            "service=" + string.Join(',', Enumerable.Repeat(shop.Service, 11)),
            "service=" + string.Join(',', Enumerable.Repeat(shop.Service, 150)),
            "service=" + new string('x', 7_000),
            .. BadDays.Select(days => $"{service}&days={days}"),
            .. BadDates.Select(date => $"{service}&from={date}"),
        ];

        foreach (var query in queries)
        {
            (await shop.Anonymous.GetAsync($"{shop.Path}/availability?{query}")).ExpectCallersProblem();
            (await shop.Anonymous.GetAsync($"{shop.Path}/availability/stream?{query}")).ExpectCallersProblem();
        }
    }

    [PostgresFact]
    public async Task The_list_refuses_queries_without_sense()
    {
        var shop = await api.OpenShopAsync();
        var range = $"from={shop.Date(0)}&to={shop.Date(9)}";
        string[] cursors =
        [
            "x", "%00", "AAAA", "====", "'; drop table bookings; --", new string('A', 6_000),
            Cursor("0"), Cursor("/"), Cursor("0/x"), Cursor($"x/{NobodysId}"), Cursor($"1e9/{NobodysId}"),
            Cursor($"99999999999999999999/{NobodysId}"), Cursor($"9223372036854775807/{NobodysId}"),
            Cursor($"-9223372036854775808/{NobodysId}"), Cursor($"0/{NobodysId}/0"),
        ];
        string[] queries =
        [
            "", $"from={shop.Date(0)}", $"to={shop.Date(9)}", $"from={shop.Date(9)}&to={shop.Date(0)}",
            $"from={shop.Date(3)}&to={shop.Date(3)}", $"from={shop.Date(0)}&to={shop.Date(367)}",
            $"{range}&barber=x", $"{range}&barber=any", $"{range}&status=x", $"{range}&status=Confirmed",
            $"{range}&status=confirmed,held", $"{range}&status=%00",
            .. BadDates.Select(date => $"from={date}&to={shop.Date(9)}"),
            .. BadDates.Select(date => $"from={shop.Date(0)}&to={date}"),
            .. cursors.Select(cursor => $"{range}&cursor={cursor}"),
        ];

        foreach (var query in queries)
        {
            (await shop.Staff.GetAsync($"{shop.Path}/bookings?{query}")).ExpectCallersProblem();
        }
    }

    [PostgresFact]
    public async Task Cursors_of_far_away_are_the_end_of_the_list_or_a_problem()
    {
        var shop = await api.OpenShopAsync();
        await shop.BookAsync(shop.At(3, "10:00"));

        long[] positions = [0, -1, 1, 863_999_999_999_999_999, -863_999_999_999_999_999, 253_402_300_799_0000000];

        foreach (var ticks in positions)
        {
            var answer = await shop.Staff.GetAsync(
                $"{shop.Path}/bookings?from={shop.Date(0)}&to={shop.Date(9)}&cursor={Cursor($"{ticks}/{NobodysId}")}");
            Assert.True(answer.Status is 200 or (>= 400 and < 500), $"Cursor at {ticks}: {answer}");
        }
    }

    [PostgresFact]
    public async Task Names_of_nothing_are_not_found()
    {
        var house = await House.OpenAsync(api);
        var shop = house.Shop;
        string[] names = ["x", "%ff", "'", "DEMO", "a%20b", "\u00fc", NobodysId, new string('x', 5_000)];

        foreach (var name in names)
        {
            (await shop.Anonymous.GetAsync($"/v1/shops/{name}")).ExpectProblem(404, "not_found");
            (await shop.Anonymous.GetAsync($"/v1/shops/{name}/availability?service={shop.Service}"))
                .ExpectProblem(404, "not_found");
            (await (house["book"] with { Path = $"/v1/shops/{name}/bookings" }).KnockAsync(
                house["book"].Body.ToJsonString())).ExpectProblem(404, "not_found");
            (await api.Administrator.DeleteAsync($"{shop.Path}/barbers/{name}")).ExpectProblem(404, "not_found");
            (await api.Administrator.DeleteAsync($"{shop.Path}/services/{name}")).ExpectProblem(404, "not_found");
            (await api.Administrator.DeleteAsync($"{shop.Path}/keys/{name}")).ExpectProblem(404, "not_found");
            (await api.Administrator.PostAsync($"/v1/bookings/{name}/cancel")).ExpectProblem(404, "not_found");
            (await api.Administrator.PutAsync($"{shop.Path}/barbers/{name}/hours", Bodies.Hours("09:00", "10:00")))
                .ExpectProblem(404, "not_found");
            (await api.Administrator.PutAsync($"/v1/shops/{name}", Bodies.Shop("a"))).ExpectProblem(404, "not_found");
        }
    }

    [PostgresFact]
    public async Task Addresses_and_methods_that_do_not_exist_are_problems_too()
    {
        var shop = await api.OpenShopAsync();

        (await shop.Anonymous.GetAsync("/nowhere")).ExpectProblem(404, "not_found");
        (await shop.Anonymous.GetAsync("/v1")).ExpectProblem(404, "not_found");
        (await shop.Anonymous.GetAsync($"{shop.Path}/availability/x")).ExpectProblem(404, "not_found");
        (await shop.Anonymous.DeleteAsync(shop.Path)).ExpectProblem(405, "method_not_allowed");
        (await shop.Anonymous.GetAsync("/v1/shops")).ExpectProblem(405, "method_not_allowed");
        (await shop.Anonymous.SendAsync(HttpMethod.Patch, shop.Path, null)).ExpectProblem(405, "method_not_allowed");
    }

    [PostgresFact]
    public async Task Entity_tags_without_sense_are_ignored()
    {
        var shop = await api.OpenShopAsync();
        string[] tags =
            ["\"", "W/", "\"unclosed", "x", ",", "\"a\",,\"b\"", "W/W/\"a\"", "\"\u00fc\"", new string('"', 999)];

        foreach (var tag in tags)
        {
            (await shop.Anonymous.GetAsync($"{shop.Path}/availability?service={shop.Service}", ("If-None-Match", tag)))
                .Expect(200);
        }
    }

    private static string Cursor(string text) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
