using System.Text.Json;
using System.Text.Json.Nodes;
using BookedBarber.TestKit.Client;
using BookedBarber.Api.Tests.Server;
using BookedBarber.TestKit;

namespace BookedBarber.Api.Tests.Surface;

/// <summary>API keys: shown once, good for one shop, gone when they are revoked.</summary>
public sealed class KeyTests(RunningApi api) : IClassFixture<RunningApi>
{
    [PostgresFact]
    public async Task A_key_acts_for_its_shop_alone()
    {
        var (mine, yours) = (await api.OpenShopAsync(), await api.OpenShopAsync());

        (await mine.Staff.PostAsync($"{mine.Path}/services", Bodies.Service())).Expect(201);
        (await mine.Staff.PostAsync($"/v1/shops/{mine.Slug}/services", Bodies.Service())).Expect(201);
        (await mine.Staff.PostAsync($"{yours.Path}/services", Bodies.Service())).ExpectProblem(403, "forbidden");
        (await mine.Staff.PostAsync($"/v1/shops/{yours.Slug}/services", Bodies.Service()))
            .ExpectProblem(403, "forbidden");
    }

    [PostgresFact]
    public async Task A_key_makes_further_keys_for_its_shop()
    {
        var shop = await api.OpenShopAsync();

        var made = (await shop.Staff.PostAsync($"{shop.Path}/keys", new JsonObject { ["name"] = "app" })).Expect(201);

        Assert.Equal($"{shop.Path}/keys/{made["id"].GetGuid()}", made.Location);
        (await shop.Anonymous.WithKey(made["key"].GetString()!).PostAsync($"{shop.Path}/services", Bodies.Service()))
            .Expect(201);
    }

    [PostgresFact]
    public async Task A_revoked_key_ends_at_once_and_cannot_be_revoked_again()
    {
        var shop = await api.OpenShopAsync();
        var made = await shop.AddKeyAsync();
        var client = shop.Anonymous.WithKey(made["key"].GetString()!);
        (await client.PostAsync($"{shop.Path}/services", Bodies.Service())).Expect(201);

        (await client.DeleteAsync($"{shop.Path}/keys/{made["id"].GetGuid()}")).Expect(204);

        (await client.PostAsync($"{shop.Path}/services", Bodies.Service())).ExpectProblem(401, "unauthorized");
        (await shop.Staff.DeleteAsync($"{shop.Path}/keys/{made["id"].GetGuid()}")).ExpectProblem(404, "not_found");
    }

    [PostgresFact]
    public async Task The_keys_of_a_shop_are_listed_without_their_secrets_until_they_are_revoked()
    {
        var (mine, yours) = (await api.OpenShopAsync(), await api.OpenShopAsync());
        var made = (await mine.Staff.PostAsync($"{mine.Path}/keys", new JsonObject { ["name"] = "app" })).Expect(201);

        var list = (await mine.Staff.GetAsync($"{mine.Path}/keys")).Expect(200);

        Assert.Equal(JsonValueKind.Null, list["next"].ValueKind);
        Assert.Equal(
            ["till", "app"], list["items"].EnumerateArray().Select(key => key.GetProperty("name").GetString()));
        Assert.Equal(made["id"].GetGuid(), list["items"][1].GetProperty("id").GetGuid());
        Assert.InRange(
            list["items"][1].GetProperty("createdAt").GetDateTimeOffset(),
            DateTimeOffset.UtcNow.AddMinutes(-5),
            DateTimeOffset.UtcNow.AddMinutes(5));
        Assert.DoesNotContain(made["key"].GetString()!.Split('_')[^1], list.Text, StringComparison.Ordinal);
        (await yours.Staff.GetAsync($"{mine.Path}/keys")).ExpectProblem(403, "forbidden");
        (await mine.Staff.DeleteAsync($"{mine.Path}/keys/{made["id"].GetGuid()}")).Expect(204);
        var after = (await mine.Staff.GetAsync($"/v1/shops/{mine.Slug}/keys")).Expect(200);
        Assert.Equal("till", Assert.Single(after["items"].EnumerateArray()).GetProperty("name").GetString());
    }

    [PostgresFact]
    public async Task A_shop_has_fifty_keys_at_most()
    {
        var shop = await api.OpenShopAsync();
        for (var made = 1; made < 50; made++)
        {
            await shop.AddKeyAsync();
        }

        var more = new JsonObject { ["name"] = "one more" };
        (await shop.Staff.PostAsync($"{shop.Path}/keys", more)).ExpectProblem(409, "too_many_keys");
        Assert.Equal(50, (await shop.Staff.GetAsync($"{shop.Path}/keys")).Expect(200)["items"].GetArrayLength());
    }

    [PostgresFact]
    public async Task A_key_of_another_shop_or_the_administrators_cannot_be_revoked_from_here()
    {
        var (mine, yours) = (await api.OpenShopAsync(), await api.OpenShopAsync());
        var theirs = await yours.AddKeyAsync();

        (await mine.Staff.DeleteAsync($"{mine.Path}/keys/{theirs["id"].GetGuid()}")).ExpectProblem(404, "not_found");

        var client = yours.Anonymous.WithKey(theirs["key"].GetString()!);
        (await client.PostAsync($"{yours.Path}/services", Bodies.Service())).Expect(201);
    }

    [PostgresFact]
    public async Task The_secret_of_a_key_is_not_in_the_database()
    {
        var shop = await api.OpenShopAsync();
        var secret = shop.Key.Split('_')[^1];

        var count = await api.Table.ScalarAsync<long>(
            "select count(*) from grain_state where convert_from(payload, 'UTF8') like '%' || $1 || '%'", secret);

        Assert.Equal(0, count);
    }

    [PostgresFact]
    public async Task An_administrator_acts_for_every_shop()
    {
        var shop = await api.OpenShopAsync();

        (await api.Administrator.PostAsync($"{shop.Path}/services", Bodies.Service())).Expect(201);
    }
}
