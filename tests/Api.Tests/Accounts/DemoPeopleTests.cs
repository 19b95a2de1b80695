using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BookedBarber.TestKit.Client;

namespace BookedBarber.Api.Tests.Accounts;

/// <summary>The people of the demo: in development, with links that are printed and are good once.</summary>
public sealed class DemoPeopleTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static readonly (string, string) Development = ("ASPNETCORE_ENVIRONMENT", "Development");

    [PostgresFact]
    public async Task Three_links_are_printed_each_good_for_one_first_sign_in()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var api = await ApiProcess.StartAsync(
            DataDirectory.Create(), Development, ("ConnectionStrings__BookedBarber", database));
        var links = Links(api);
        Assert.Equal(["barber", "operator", "owner"], links.Keys.Order());

        var owner = (await UseAsync(api, links["owner"])).Expect(200);
        var client = api.Anonymous.WithKey(owner["accessToken"].GetString()!);
        var me = (await client.GetAsync("/v1/account")).Expect(200);
        Assert.True(me["twoFactorMissing"].GetBoolean());
        Assert.Equal("owner", me["shops"][0].GetProperty("role").GetString());
        (await client.GetAsync("/v1/shops/demo/audit")).ExpectProblem(403, "two_factor_enrolment_required");
        (await UseAsync(api, links["owner"])).ExpectProblem(422, "invalid_token");

        var barber = (await UseAsync(api, links["barber"])).Expect(200);
        me = (await api.Anonymous.WithKey(barber["accessToken"].GetString()!).GetAsync("/v1/account")).Expect(200);
        var demo = (await api.Anonymous.GetAsync("/v1/shops/demo")).Expect(200);
        Assert.Equal(
            demo["barbers"][0].GetProperty("id").GetGuid(), me["shops"][0].GetProperty("barber").GetGuid());

        await api.StopAsync();
        var before = api.Console.Output.Count;
        await api.StartAgainAsync();
        var again = Links(api, before);
        Assert.Equal(["operator"], again.Keys);
        (await UseAsync(api, links["operator"])).ExpectProblem(422, "invalid_token");
        var administrator = (await UseAsync(api, again["operator"])).Expect(200);
        Assert.True((await api.Anonymous.WithKey(administrator["accessToken"].GetString()!).GetAsync("/v1/account"))
            .Expect(200)["administrator"].GetBoolean());
    }

    [PostgresFact]
    public async Task Outside_development_there_are_no_such_people()
    {
        await using var api = await ApiProcess.StartAsync(
            DataDirectory.Create(),
            ("ConnectionStrings__BookedBarber", await postgres.CreateDatabaseAsync()),
            ("BookedBarber__Demo", "true"));

        Assert.Empty(Links(api));
        (await api.Anonymous.PostAsync("/v1/account/sign-in", new JsonObject
        {
            ["email"] = "owner@demo.example",
            ["password"] = "correct horse battery",
        })).ExpectProblem(401, "invalid_credentials");
    }

    private static Dictionary<string, string> Links(ApiProcess api, int after = 0) => api.Console.Output.Skip(after)
        .Select(line => Regex.Match(line, @"^Sign in +as (\w+), .*first-sign-in\?token=(\S+)$"))
        .Where(match => match.Success)
        .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);

    private static Task<Answer> UseAsync(ApiProcess api, string token) => api.Anonymous.PostAsync(
        "/v1/account/first-sign-in", new JsonObject { ["token"] = token, ["password"] = "correct horse battery" });
}
