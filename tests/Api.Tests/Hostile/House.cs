using System.Text.Json.Nodes;
using BookedBarber.TestKit.Client;
using BookedBarber.Api.Tests.Server;

namespace BookedBarber.Api.Tests.Hostile;

/// <summary>A shop with a booking in it, all of its doors, and what it looks like from outside and inside.</summary>
internal sealed class House
{
    private const string StateOfShop = """
        select coalesce(string_agg(concat_ws(' ', state_name, grain_key, version), ',' order by grain_key), '')
        from grain_state
        where grain_key = $1 or convert_from(payload, 'UTF8') like '%' || $1 || '%'
        """;

    private readonly RunningApi _api;

    private House(RunningApi api, TestShop shop, Booked booked)
    {
        _api = api;
        Shop = shop;
        Booked = booked;
    }

    public TestShop Shop { get; }

    public Booked Booked { get; }

    public ApiClient Client => Shop.Anonymous.WithToken(Booked.ManageToken);

    public IReadOnlyList<Door> Doors =>
    [
        new("create shop", HttpMethod.Post, "/v1/shops", NewShop(), _api.Administrator),
        Staff("change shop", HttpMethod.Put, "", Bodies.Shop(Shop.Slug, policy: Policy())),
        Staff("add service", HttpMethod.Post, "/services", Service()),
        Staff("change service", HttpMethod.Put, $"/services/{Shop.Service}", Service()),
        Staff("add barber", HttpMethod.Post, "/barbers", Barber()),
        Staff("change barber", HttpMethod.Put, $"/barbers/{Shop.Barbers[0]}", Barber()),
        Staff("add key", HttpMethod.Post, "/keys", new JsonObject { ["name"] = "till" }),
        Staff("hours", HttpMethod.Put, $"/barbers/{Shop.Barbers[0]}/hours", Hours()),
        Staff("time off", HttpMethod.Post, $"/barbers/{Shop.Barbers[0]}/time-off", TimeOff()),
        new("book", HttpMethod.Post, $"{Shop.Path}/bookings", Booking(), Shop.Anonymous),
        new("book several", HttpMethod.Post, $"{Shop.Path}/bookings", SeveralServices(), Shop.Anonymous),
        new("reschedule", HttpMethod.Post, $"/v1/bookings/{Booked.Id}/reschedule", Reschedule(), Client),
    ];

    public Door this[string door] => Doors.Single(one => one.Name == door);

    public static async Task<House> OpenAsync(RunningApi api)
    {
        var shop = await api.OpenShopAsync(new ShopPlan { Barbers = 2 });
        return new House(api, shop, await shop.BookAsync(shop.At(3, "10:00"), shop.Barbers[0]));
    }

    /// <summary>Everything that a request could have changed.</summary>
    public async Task<string> LookAsync()
    {
        var profile = await Shop.Anonymous.GetAsync(Shop.Path);
        var open = await Shop.AvailabilityAsync($"from={Shop.Date(1)}&days=31");
        var bookings = await Shop.Staff.GetAsync($"{Shop.Path}/bookings?from={Shop.Date(0)}&to={Shop.Date(60)}");
        var state = await _api.Table.ScalarAsync<string>(StateOfShop, Shop.Id.ToString());
        return string.Join(
            '\n', profile.Expect(200).Text, open.Expect(200).Text, bookings.Expect(200).Text, state);
    }

    private static JsonObject NewShop() => Bodies.Shop($"never-{Guid.NewGuid():N}", policy: Policy());

    private static JsonObject Policy() => new()
    {
        ["slotMinutes"] = 15,
        ["minNoticeMinutes"] = 0,
        ["horizonDays"] = 60,
        ["cancelUntilMinutes"] = 120,
        ["holdMinutes"] = 10,
    };

    private static JsonObject Service()
    {
        var service = Bodies.Service("Shave", deposit: 500);
        service["bufferBeforeMinutes"] = 5;
        service["bufferAfterMinutes"] = 10;
        return service;
    }

    private Door Staff(string name, HttpMethod method, string path, JsonObject body) =>
        new(name, method, Shop.Path + path, body, Shop.Staff);

    private JsonObject Barber()
    {
        var barber = Bodies.Barber("Bo", Shop.Service);
        barber["terms"] = new JsonArray(new JsonObject
        {
            ["service"] = Shop.Service,
            ["minutes"] = 45,
            ["price"] = Bodies.Money(4_000),
        });
        return barber;
    }

    private JsonObject Hours() => Bodies.Hours("10:00", "16:00", [new JsonObject
    {
        ["date"] = Shop.Date(9),
        ["intervals"] = Bodies.Intervals(("11:00", "12:00")),
    }]);

    private JsonObject TimeOff() => new()
    {
        ["from"] = Shop.At(5, "09:00"),
        ["to"] = Shop.At(6, "09:00"),
        ["reason"] = "dentist",
    };

    private JsonObject Booking()
    {
        var booking = Bodies.Booking(Shop.Service, Shop.At(4, "11:00"), $"{Shop.Barbers[0]}");
        booking["notes"] = "no small talk";
        return booking;
    }

    private JsonObject SeveralServices()
    {
        var booking = Booking();
        booking.Remove("service");
        booking["services"] = new JsonArray(Shop.Service, Shop.Service);
        return booking;
    }

    private JsonObject Reschedule() => new() { ["start"] = Shop.At(4, "14:00"), ["barber"] = $"{Shop.Barbers[1]}" };
}
