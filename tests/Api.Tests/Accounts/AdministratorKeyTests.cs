using BookedBarber.Api.Access;
using BookedBarber.Api.Hosting;
using BookedBarber.Grains.Interfaces.Access;
using BookedBarber.TestKit.Client;

namespace BookedBarber.Api.Tests.Accounts;

/// <summary>The key of the first administrator is changed: another is set, and the one from before is ended.</summary>
public sealed class AdministratorKeyTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [PostgresFact]
    public async Task The_key_from_before_is_ended_with_the_new_one_and_stays_so()
    {
        await using var api = await HostedApi.StartAsync(postgres);
        var shop = await TestShop.OpenAsync(api.Administrator);
        var old = ApiKeySecret.Create(TimeProvider.System);
        await StartWithAsync(api, old);
        var before = api.Anonymous.WithKey(old.Text);
        (await before.GetAsync("/v1/administrators")).Expect(200);

        (await shop.Staff.DeleteAsync($"/v1/administrators/keys/{old.Id}")).ExpectProblem(403, "forbidden");
        (await api.Anonymous.DeleteAsync($"/v1/administrators/keys/{old.Id}")).ExpectProblem(401, "unauthorized");
        (await api.Administrator.DeleteAsync($"/v1/administrators/keys/{old.Text.Split('_')[1]}")).Expect(204);

        (await before.GetAsync("/v1/administrators")).ExpectProblem(401, "unauthorized");
        (await api.Administrator.DeleteAsync($"/v1/administrators/keys/{old.Id}")).ExpectProblem(404, "not_found");
        await StartWithAsync(api, old);
        (await before.GetAsync("/v1/administrators")).ExpectProblem(401, "unauthorized");
    }

    [PostgresFact]
    public async Task The_key_of_a_shop_is_none_of_an_administrator()
    {
        await using var api = await HostedApi.StartAsync(postgres);
        var shop = await TestShop.OpenAsync(api.Administrator);

        (await api.Administrator.DeleteAsync($"/v1/administrators/keys/{ApiKeySecret.Read(shop.Key)!.Id}"))
            .ExpectProblem(404, "not_found");

        (await shop.Staff.PostAsync($"{shop.Path}/services", Bodies.Service())).Expect(201);
    }

    private static Task<ApiKeySecret> StartWithAsync(HostedApi api, ApiKeySecret key) => new FirstAdministrator(
        api.Get<ApiSettings>() with { AdministratorKey = key }, api.Get<IGrainFactory>(), TimeProvider.System)
        .EnsureAsync();
}
