using System.Text.Json.Nodes;
using BookedBarber.TestKit.Client;
using BookedBarber.Api.Tests.Server;
using BookedBarber.TestKit;

namespace BookedBarber.Api.Tests.Surface;

/// <summary>Shops: made by administrators, changed by their staff, seen by everyone.</summary>
public sealed class ShopTests(RunningApi api) : IClassFixture<RunningApi>
{
    [PostgresFact]
    public async Task A_new_shop_has_an_address_where_everyone_sees_it_by_id_and_by_slug()
    {
        var slug = $"shop-{Guid.NewGuid():N}";
        var body = Bodies.Shop(slug, "America/New_York");

        var created = (await api.Administrator.PostAsync("/v1/shops", body)).Expect(201);

        var id = created["id"].GetGuid();
        Assert.Equal(7, id.Version);
        Assert.Equal($"/v1/shops/{id}", created.Location);
        var byId = (await api.Anonymous.GetAsync(created.Location!)).Expect(200);
        var bySlug = (await api.Anonymous.GetAsync($"/v1/shops/{slug}")).Expect(200);
        Assert.Equal(byId.Text, bySlug.Text);
        Assert.Equal(byId.Text, created.Text);
        foreach (var (name, value) in body)
        {
            Assert.Equal(value!.GetValue<string>(), byId[name].GetString());
        }

        Assert.Empty(byId["services"].EnumerateArray());
        Assert.Empty(byId["barbers"].EnumerateArray());
    }

    [PostgresFact]
    public async Task A_shop_is_not_called_like_an_address_since_strangers_get_mails_with_its_name()
    {
        var body = Bodies.Shop($"shop-{Guid.NewGuid():N}");
        body["name"] = "You have won: http://example.org";

        var refused = await api.Administrator.PostAsync("/v1/shops", body);

        refused.ExpectProblem(422, "validation_failed");
        Assert.Equal("name", refused["errors"][0].GetProperty("field").GetString());
        Assert.Contains("://", refused["errors"][0].GetProperty("rule").GetString(), StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task A_crowd_that_asks_for_a_shop_that_there_is_not_is_told_so_to_the_last()
    {
        var path = $"/v1/shops/nobody-{Guid.NewGuid():N}";

        var answers = await Task.WhenAll(Enumerable.Range(0, 300).Select(_ => api.Anonymous.GetAsync(path)));

        Assert.All(answers, answer => answer.ExpectProblem(404, "not_found"));
    }

    [PostgresFact]
    public async Task A_policy_that_is_not_given_has_the_defaults_and_one_that_is_given_in_part_keeps_the_others()
    {
        var without = await api.OpenShopAsync();
        var partly = await api.OpenShopAsync(new ShopPlan { Policy = new JsonObject { ["horizonDays"] = 30 } });

        Assert.Equal((15, 0, 60, 120, 10), await PolicyAsync(without));
        Assert.Equal((15, 0, 30, 120, 10), await PolicyAsync(partly));
    }

    [PostgresFact]
    public async Task Its_staff_changes_everything_but_the_slug()
    {
        var shop = await api.OpenShopAsync();
        var changed = Bodies.Shop(shop.Slug, "Asia/Kathmandu", new JsonObject { ["slotMinutes"] = 30 });
        changed["name"] = "Another name";

        (await shop.Staff.PutAsync($"/v1/shops/{shop.Slug}", changed)).Expect(200);

        var seen = await shop.Anonymous.GetAsync(shop.Path);
        Assert.Equal(("Another name", "Asia/Kathmandu"), (seen["name"].GetString(), seen["timeZone"].GetString()));
        Assert.Equal((30, 0, 60, 120, 10), await PolicyAsync(shop));
        var page = OpenStarts.From(await shop.AvailabilityAsync($"from={shop.Date(5)}&days=1"));
        Assert.All(page.All, slot => Assert.Equal(new TimeSpan(5, 45, 0), slot.Start.Offset));
        Assert.Equal("09:00,09:30,10:00", string.Join(',', page.Times.Take(3)));
    }

    [PostgresFact]
    public async Task A_slug_is_given_once()
    {
        var shop = await api.OpenShopAsync();

        (await api.Administrator.PostAsync("/v1/shops", Bodies.Shop(shop.Slug))).ExpectProblem(409, "slug_taken");
    }

    [PostgresFact]
    public async Task Of_many_who_want_one_slug_at_once_one_gets_it()
    {
        var slug = $"shop-{Guid.NewGuid():N}";

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => api.Administrator.PostAsync("/v1/shops", Bodies.Shop(slug))));

        var created = Assert.Single(answers, answer => answer.Status == 201);
        Assert.All(answers.Where(answer => answer != created), answer => answer.ExpectProblem(409, "slug_taken"));
        Assert.Equal(created.Text, (await api.Anonymous.GetAsync($"/v1/shops/{slug}")).Text);
    }

    private static async Task<(int, int, int, int, int)> PolicyAsync(TestShop shop)
    {
        var policy = (await shop.Anonymous.GetAsync(shop.Path)).Expect(200)["policy"];
        return (
            policy.GetProperty("slotMinutes").GetInt32(),
            policy.GetProperty("minNoticeMinutes").GetInt32(),
            policy.GetProperty("horizonDays").GetInt32(),
            policy.GetProperty("cancelUntilMinutes").GetInt32(),
            policy.GetProperty("holdMinutes").GetInt32());
    }
}
