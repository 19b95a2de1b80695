using BookedBarber.TestKit.Client;
using BookedBarber.Api.Tests.Server;
using BookedBarber.TestKit;

namespace BookedBarber.Api.Tests.Hostile;

/// <summary>Who may do what: keys and tokens that are not good for it open nothing.</summary>
public sealed class StrangerTests(RunningApi api) : IClassFixture<RunningApi>
{
    private const string Zeros = "00000000000000000000000000000000";
    private const string NobodysKey = $"bb_{Zeros}_{Zeros}{Zeros}";

    [PostgresFact]
    public async Task A_key_of_another_shop_opens_no_staff_door()
    {
        var house = await House.OpenAsync(api);
        var other = await api.OpenShopAsync();

        await ExpectClosedAsync(house, other.Staff, 403, "forbidden");
    }

    [PostgresFact]
    public async Task A_key_with_another_secret_opens_no_staff_door()
    {
        var house = await House.OpenAsync(api);
        var last = house.Shop.Key[^1] == '0' ? '1' : '0';

        await ExpectClosedAsync(house, api.Anonymous.WithKey(house.Shop.Key[..^1] + last), 401, "unauthorized");
    }

    [PostgresFact]
    public async Task A_key_that_was_revoked_opens_no_staff_door()
    {
        var house = await House.OpenAsync(api);
        var key = await house.Shop.AddKeyAsync();
        var client = api.Anonymous.WithKey(key["key"].GetString()!);
        (await client.GetAsync(ListOf(house))).Expect(200);

        (await house.Shop.Staff.DeleteAsync($"{house.Shop.Path}/keys/{key["id"].GetGuid()}")).Expect(204);

        await ExpectClosedAsync(house, client, 401, "unauthorized");
    }

    [PostgresTheory]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer x")]
    [InlineData("Bearer bb_")]
    [InlineData("Bearer null")]
    [InlineData("Basic YWRtaW46YWRtaW4=")]
    [InlineData("Bearer " + NobodysKey)]
    public async Task Credentials_that_are_nobodys_open_no_staff_door(string authorization)
    {
        var house = await House.OpenAsync(api);

        await ExpectClosedAsync(house, api.Anonymous.WithAuthorization(authorization), 401, "unauthorized");
    }

    [PostgresFact]
    public async Task A_bookings_token_opens_no_staff_door_of_its_shop()
    {
        var house = await House.OpenAsync(api);
        var before = await house.LookAsync();

        foreach (var (method, path) in ShopDoors(house))
        {
            (await house.Client.SendAsync(method, path, null)).ExpectProblem(401, "unauthorized");
        }

        foreach (var step in (string[])["confirm", "check-in", "complete", "no-show"])
        {
            (await house.Client.PostAsync($"/v1/bookings/{house.Booked.Id}/{step}")).ExpectProblem(403, "forbidden");
        }

        Assert.Equal(before, await house.LookAsync());
    }

    [PostgresFact]
    public async Task A_key_of_a_shop_creates_no_shops_and_no_keys_elsewhere()
    {
        var house = await House.OpenAsync(api);
        var slug = $"never-{Guid.NewGuid():N}";

        (await house.Shop.Staff.PostAsync("/v1/shops", Bodies.Shop(slug))).ExpectProblem(403, "forbidden");

        (await api.Anonymous.GetAsync($"/v1/shops/{slug}")).ExpectProblem(404, "not_found");
    }

    [PostgresFact]
    public async Task A_token_is_good_for_its_own_booking_alone()
    {
        var house = await House.OpenAsync(api);
        var other = await house.Shop.BookAsync(house.Shop.At(3, "12:00"));
        var before = await house.LookAsync();
        string[] tokens =
        [
            other.ManageToken, house.Booked.ManageToken[..^1], house.Booked.ManageToken + "A",
            house.Booked.ManageToken.ToUpperInvariant(), "", "x", "null", new string('A', 43), new string('A', 5_000),
            "\u00e9",
        ];

        foreach (var token in tokens)
        {
            await ExpectNothingAsync(house.Booked, api.Anonymous.WithToken(token));
        }

        await ExpectNothingAsync(house.Booked, api.Anonymous);
        await ExpectNothingAsync(house.Booked, (await api.OpenShopAsync()).Staff);
        Assert.Equal(before, await house.LookAsync());
    }

    [PostgresFact]
    public async Task Who_asks_for_bookings_that_do_not_exist_learns_nothing()
    {
        var house = await House.OpenAsync(api);
        var unknown = Guid.CreateVersion7();

        (await house.Client.GetAsync($"/v1/bookings/{unknown}")).ExpectProblem(403, "forbidden");
        (await house.Shop.Staff.GetAsync($"/v1/bookings/{unknown}")).ExpectProblem(404, "not_found");
        (await house.Shop.Staff.GetAsync("/v1/bookings/not-an-id")).ExpectProblem(404, "not_found");
    }

    private static string ListOf(House house) =>
        $"{house.Shop.Path}/bookings?from={house.Shop.Date(0)}&to={house.Shop.Date(9)}";

    private static IEnumerable<(HttpMethod Method, string Path)> ShopDoors(House house) =>
    [
        .. house.Doors.Where(IsShopDoor).Select(door => (door.Method, door.Path)),
        (HttpMethod.Get, ListOf(house)),
        (HttpMethod.Get, $"{house.Shop.Path}/keys"),
        (HttpMethod.Delete, $"{house.Shop.Path}/services/{house.Shop.Service}"),
        (HttpMethod.Delete, $"{house.Shop.Path}/barbers/{house.Shop.Barbers[1]}"),
        (HttpMethod.Delete, $"{house.Shop.Path}/keys/{house.Shop.Key[3..35]}"),
    ];

    private static bool IsShopDoor(Door door) =>
        door.Name is not ("create shop" or "book" or "book several" or "reschedule");

    private static async Task ExpectNothingAsync(Booked booked, ApiClient client)
    {
        var path = $"/v1/bookings/{booked.Id}";
        (await client.GetAsync(path)).ExpectCallersProblem();
        foreach (var step in (string[])["cancel", "reschedule", "confirm", "check-in", "complete", "no-show"])
        {
            var answer = await client.PostAsync($"{path}/{step}");
            Assert.Contains(answer.ExpectCallersProblem().Status, (int[])[401, 403]);
        }
    }

    /// <summary>No door of the shop and no step of its booking opens, with a body that would be taken.</summary>
    private static async Task ExpectClosedAsync(House house, ApiClient client, int status, string code)
    {
        var before = await house.LookAsync();
        foreach (var door in house.Doors.Where(IsShopDoor))
        {
            var strangers = door with { Client = client };
            (await strangers.KnockAsync(door.Body.ToJsonString())).ExpectProblem(status, code);
        }

        foreach (var (method, path) in ShopDoors(house))
        {
            (await client.SendAsync(method, path, null)).ExpectProblem(status, code);
        }

        foreach (var step in (string[])["confirm", "check-in", "complete", "no-show", "cancel", "reschedule"])
        {
            (await client.PostAsync($"/v1/bookings/{house.Booked.Id}/{step}")).ExpectProblem(status, code);
        }

        (await client.GetAsync($"/v1/bookings/{house.Booked.Id}")).ExpectProblem(status, code);
        Assert.Equal(before, await house.LookAsync());
    }
}
