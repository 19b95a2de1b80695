using BookedBarber.TestKit.Client;
using Npgsql;

namespace BookedBarber.Api.Tests.Accounts;

/// <summary>A shop that was created, and a crash before its founder owned it.</summary>
public sealed class FoundingTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [PostgresFact]
    public async Task Whoever_was_to_own_it_asks_again_and_does_and_nobody_else_gets_it()
    {
        await using var api = await HostedApi.StartAsync(postgres);
        var (_, founder) = await api.AddPersonAsync();
        var (_, other) = await api.AddPersonAsync();
        var body = Bodies.Shop("sharp");
        var shop = (await founder.PostAsync("/v1/shops", body)).Expect(201)["id"].GetGuid();
        await using (var source = NpgsqlDataSource.Create(api.ConnectionString))
        await using (var crash = source.CreateCommand("delete from accounts.memberships"))
        {
            await crash.ExecuteNonQueryAsync();
        }

        (await other.PostAsync("/v1/shops", body)).ExpectProblem(409, "slug_taken");
        var again = (await founder.PostAsync("/v1/shops", body)).Expect(201);

        Assert.Equal(shop, again["id"].GetGuid());
        (await founder.PostAsync("/v1/shops", body)).ExpectProblem(409, "slug_taken");
        (await founder.GetAsync($"/v1/shops/{shop}/members")).Expect(200);
    }

    [PostgresFact]
    public async Task A_shop_that_an_administrator_created_is_nobodys_to_found()
    {
        await using var api = await HostedApi.StartAsync(postgres);
        var (_, person) = await api.AddPersonAsync();
        (await api.Administrator.PostAsync("/v1/shops", Bodies.Shop("sharp"))).Expect(201);

        (await person.PostAsync("/v1/shops", Bodies.Shop("sharp"))).ExpectProblem(409, "slug_taken");
    }
}
