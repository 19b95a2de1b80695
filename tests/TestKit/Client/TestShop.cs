using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;

namespace BookedBarber.TestKit.Client;

/// <summary>A shop of one test's own, made through the API.</summary>
public sealed class TestShop
{
    private readonly ApiClient _administrator;
    private readonly DateTimeZone _zone;
    private readonly LocalDate _today;

    private TestShop(ApiClient administrator, Answer created)
    {
        _administrator = administrator;
        _zone = DateTimeZoneProviders.Tzdb[created["timeZone"].GetString()!];
        _today = SystemClock.Instance.GetCurrentInstant().InZone(_zone).Date;
        Id = created["id"].GetGuid();
        Slug = created["slug"].GetString()!;
        Path = $"/v1/shops/{Id}";
    }

    /// <summary>Its id.</summary>
    public Guid Id { get; }

    /// <summary>Its slug.</summary>
    public string Slug { get; }

    /// <summary>Its address.</summary>
    public string Path { get; }

    /// <summary>The first service that it was opened with.</summary>
    public Guid Service { get; private set; }

    /// <summary>The barbers that it was opened with.</summary>
    public IReadOnlyList<Guid> Barbers { get; private set; } = [];

    /// <summary>The key of its staff.</summary>
    public string Key { get; private set; } = "";

    /// <summary>Speaks as its staff.</summary>
    public ApiClient Staff => _administrator.WithKey(Key);

    /// <summary>Speaks as anybody.</summary>
    public ApiClient Anonymous => _administrator.Anonymous;

    /// <summary>Opens a shop.</summary>
    public static async Task<TestShop> OpenAsync(ApiClient administrator, ShopPlan? plan = null)
    {
        plan ??= new ShopPlan();
        var slug = $"shop-{Guid.NewGuid():N}";
        var body = Bodies.Shop(slug, plan.TimeZone, plan.Policy);
        var shop = new TestShop(administrator, (await administrator.PostAsync("/v1/shops", body)).Expect(201));
        shop.Key = (await shop.AddKeyAsync())["key"].GetString()!;
        shop.Service = await shop.AddServiceAsync(Bodies.Service(minutes: plan.Minutes, deposit: plan.Deposit));
        var barbers = Enumerable.Range(1, plan.Barbers)
            .Select(number => shop.AddBarberAsync($"Barber {number}", plan.Opens, plan.Closes));
        shop.Barbers = await Task.WhenAll(barbers);
        return shop;
    }

    /// <summary>A new key of its staff: id and key.</summary>
    public async Task<Answer> AddKeyAsync() =>
        (await _administrator.PostAsync($"{Path}/keys", new JsonObject { ["name"] = "till" })).Expect(201);

    /// <summary>Adds a service; its id.</summary>
    public async Task<Guid> AddServiceAsync(JsonObject service) =>
        (await Staff.PostAsync($"{Path}/services", service)).Expect(201)["id"].GetGuid();

    /// <summary>Adds a barber who does services and works every day; the id.</summary>
    public async Task<Guid> AddBarberAsync(string name, string opens, string closes, params Guid[] services)
    {
        Guid[] does = services is [] ? [Service] : services;
        var added = (await Staff.PostAsync($"{Path}/barbers", Bodies.Barber(name, does))).Expect(201);
        var barber = added["id"].GetGuid();
        await SetHoursAsync(barber, Bodies.Hours(opens, closes));
        return barber;
    }

    /// <summary>Sets a barber's hours.</summary>
    public async Task SetHoursAsync(Guid barber, JsonObject hours) =>
        (await Staff.PutAsync($"{Path}/barbers/{barber}/hours", hours)).Expect(200);

    /// <summary>The date some days from the day on which it was opened.</summary>
    public string Date(int days) => LocalDatePattern.Iso.Format(_today.PlusDays(days));

    /// <summary>The first date on or after tomorrow that satisfies a condition.</summary>
    public int DaysUntil(Func<LocalDate, bool> condition) =>
        Enumerable.Range(1, 400).First(days => condition(_today.PlusDays(days)));

    /// <summary>A time by the shop's clock, some days ahead, with the shop's offset.</summary>
    public string At(int days, string time)
    {
        var local = _today.PlusDays(days).At(LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(time).Value);
        return local.InZoneLeniently(_zone).ToDateTimeOffset()
            .ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
    }

    /// <summary>A booking request for its service.</summary>
    public JsonObject Booking(string start, Guid? barber = null) => Bodies.Booking(Service, start, barber?.ToString());

    /// <summary>Books, whatever the answer.</summary>
    public Task<Answer> TryBookAsync(JsonObject booking, string? key = null) =>
        Anonymous.PostAsync($"{Path}/bookings", booking, ("Idempotency-Key", key ?? Guid.NewGuid().ToString()));

    /// <summary>Books; fails unless it is a new booking.</summary>
    public async Task<Booked> BookAsync(string start, Guid? barber = null) =>
        Booked.From((await TryBookAsync(Booking(start, barber))).Expect(201));

    /// <summary>The open starts of some days, by date.</summary>
    public async Task<OpenStarts> OpenStartsAsync(int fromDay, int days = 1, string query = "") =>
        OpenStarts.From(await AvailabilityAsync($"from={Date(fromDay)}&days={days}{query}"));

    /// <summary>The availability page for its service.</summary>
    public Task<Answer> AvailabilityAsync(string query) =>
        Anonymous.GetAsync($"{Path}/availability?service={Service}&{query}");

    /// <summary>What its staff sees in the list of bookings, all pages of it.</summary>
    public async Task<IReadOnlyList<Booked>> ListAsync(int fromDay, int toDay, string query = "")
    {
        var found = new List<Booked>();
        string? cursor = null;
        do
        {
            var next = cursor is null ? "" : $"&cursor={cursor}";
            var page = (await Staff.GetAsync(
                $"{Path}/bookings?from={Date(fromDay)}&to={Date(toDay)}{query}{next}")).Expect(200);
            found.AddRange(page["items"].EnumerateArray().Select(Booked.From));
            cursor = page["next"].GetString();
        }
        while (cursor is not null);
        return found;
    }
}
