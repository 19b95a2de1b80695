using System.Text.Json.Nodes;
using BookedBarber.TestKit.Client;

namespace BookedBarber.Api.Tests.Accounts;

/// <summary>From an owner who registers to a shop with people, each of whom may do their part.</summary>
public sealed class ShopPeopleTests(AccountsApi api) : IClassFixture<AccountsApi>
{
    [PostgresFact]
    public async Task Who_has_a_second_factor_founds_shops_and_owns_them_and_a_fourth_is_too_many()
    {
        var person = await api.AddPersonAsync("founder");
        (await person.Client.PostAsync("/v1/shops", Bodies.Shop(Slug())))
            .ExpectProblem(403, "two_factor_enrolment_required");
        await person.EnrolAsync();

        var slug = Slug();
        var shop = (await person.Client.PostAsync("/v1/shops", Bodies.Shop(slug))).Expect(201);
        var path = $"/v1/shops/{shop["id"].GetGuid()}";
        (await person.Client.PostAsync($"{path}/services", Bodies.Service())).Expect(201);
        (await person.Client.PostAsync("/v1/shops", Bodies.Shop(slug))).ExpectProblem(409, "slug_taken");
        (await person.Client.PostAsync("/v1/shops", Bodies.Shop("Not A Slug"))).ExpectProblem(422, "validation_failed");
        (await person.Client.PostAsync("/v1/shops", Bodies.Shop(Slug()))).Expect(201);
        (await person.Client.PostAsync("/v1/shops", Bodies.Shop(Slug()))).Expect(201);
        (await person.Client.PostAsync("/v1/shops", Bodies.Shop(Slug()))).ExpectProblem(403, "too_many_shops");

        var shops = (await person.Client.GetAsync("/v1/account")).Expect(200)["shops"].EnumerateArray().ToList();
        Assert.Equal(3, shops.Count);
        Assert.All(shops, one => Assert.Equal("owner", one.GetProperty("role").GetString()));
    }

    [PostgresFact]
    public async Task Who_becomes_an_owner_gets_no_further_than_to_the_second_factor_before_there_is_one()
    {
        var (owner, path) = await FoundAsync();
        var second = await api.AddMemberAsync(owner, path, "owner");

        (await second.Client.GetAsync($"{path}/members")).ExpectProblem(403, "two_factor_enrolment_required");
        (await second.Client.PostAsync($"{path}/services", Bodies.Service()))
            .ExpectProblem(403, "two_factor_enrolment_required");
        Assert.True((await second.Client.GetAsync("/v1/account")).Expect(200)["twoFactorMissing"].GetBoolean());
        await second.EnrolAsync();
        (await second.Client.GetAsync($"{path}/members")).Expect(200);

        (await second.Client.PostAsync(
            "/v1/account/two-factor/disable", new JsonObject { ["code"] = second.Authenticator!.NextCode() })).Expect(204);
        (await second.Client.GetAsync($"{path}/members")).ExpectProblem(403, "two_factor_enrolment_required");
    }

    [PostgresFact]
    public async Task A_barber_has_their_own_calendar_and_no_other()
    {
        var (owner, path) = await FoundAsync();
        var service = (await owner.Client.PostAsync($"{path}/services", Bodies.Service())).Expect(201)["id"].GetGuid();
        var mine = await AddBarberAsync(owner, path, service);
        var yours = await AddBarberAsync(owner, path, service);
        var barber = await api.AddMemberAsync(owner, path, "barber", mine);
        var start = DateTimeOffset.UtcNow.Date.AddDays(3).AddHours(10);
        var myBooking = await BookAsync(path, service, mine, start);
        var yourBooking = await BookAsync(path, service, yours, start);
        var list = $"{path}/bookings?from={start:yyyy-MM-dd}&to={start.AddDays(1):yyyy-MM-dd}";

        var seen = (await barber.Client.GetAsync(list)).Expect(200)["items"].EnumerateArray();
        Assert.Equal([myBooking], seen.Select(one => one.GetProperty("id").GetGuid()));
        (await barber.Client.GetAsync($"{list}&barber={mine}")).Expect(200);
        (await barber.Client.GetAsync($"{list}&barber={yours}")).ExpectProblem(403, "forbidden");

        (await barber.Client.GetAsync($"/v1/bookings/{myBooking}")).Expect(200);
        (await barber.Client.PostAsync($"/v1/bookings/{myBooking}/check-in")).Expect(200);
        (await barber.Client.GetAsync($"/v1/bookings/{yourBooking}")).ExpectProblem(403, "forbidden");
        (await barber.Client.PostAsync($"/v1/bookings/{yourBooking}/check-in")).ExpectProblem(403, "forbidden");
        var second = await BookAsync(path, service, mine, start.AddHours(2));
        foreach (var other in (string[])["any", $"{yours}"])
        {
            (await barber.Client.PostAsync($"/v1/bookings/{second}/reschedule", new JsonObject
            {
                ["start"] = $"{start.AddHours(3):yyyy-MM-dd'T'HH:mm:ss}Z",
                ["barber"] = other,
            })).ExpectProblem(403, "forbidden");
        }

        (await barber.Client.PostAsync($"/v1/bookings/{second}/reschedule", new JsonObject
        {
            ["start"] = $"{start.AddHours(3):yyyy-MM-dd'T'HH:mm:ss}Z",
        })).Expect(200);

        var timeOff = new JsonObject
        {
            ["from"] = $"{start.AddDays(5):yyyy-MM-dd'T'HH:mm:ss}Z",
            ["to"] = $"{start.AddDays(6):yyyy-MM-dd'T'HH:mm:ss}Z",
        };
        (await barber.Client.PostAsync($"{path}/barbers/{mine}/time-off", timeOff)).Expect(201);
        (await barber.Client.PostAsync($"{path}/barbers/{yours}/time-off", timeOff)).ExpectProblem(403, "forbidden");
        (await barber.Client.PutAsync($"{path}/barbers/{mine}/hours", Bodies.Hours("09:00", "17:00")))
            .ExpectProblem(403, "forbidden");
    }

    [PostgresFact]
    public async Task Owners_invite_see_and_remove_people_and_keys_do_not()
    {
        var (owner, path) = await FoundAsync();
        var key = (await owner.Client.PostAsync($"{path}/keys", new JsonObject { ["name"] = "till" })).Expect(201);
        var till = api.Anonymous.WithKey(key["key"].GetString()!);
        var manager = await api.AddMemberAsync(owner, path, "manager");

        var list = (await owner.Client.GetAsync($"{path}/members")).Expect(200);
        Assert.Equal(
            ["owner", "manager"], list["items"].EnumerateArray().Select(one => one.GetProperty("role").GetString()));
        (await manager.Client.PostAsync($"{path}/services", Bodies.Service())).Expect(201);
        (await manager.Client.GetAsync($"{path}/members")).ExpectProblem(403, "forbidden");
        (await till.GetAsync($"{path}/members")).ExpectProblem(403, "forbidden");
        (await till.GetAsync($"{path}/audit")).ExpectProblem(403, "forbidden");
        (await till.PostAsync($"{path}/services", Bodies.Service())).Expect(201);
        (await api.Administrator.GetAsync($"{path}/members")).Expect(200);

        var ids = list["items"].EnumerateArray().Select(one => one.GetProperty("id").GetGuid()).ToList();
        (await owner.Client.DeleteAsync($"{path}/members/{ids[0]}")).ExpectProblem(409, "last_owner");
        (await owner.Client.DeleteAsync($"{path}/members/{ids[1]}")).Expect(204);
        (await owner.Client.DeleteAsync($"{path}/members/{ids[1]}")).ExpectProblem(404, "not_found");
        (await manager.Client.PostAsync($"{path}/services", Bodies.Service())).ExpectProblem(403, "forbidden");

        var invited = new JsonObject { ["email"] = "x@example.org", ["role"] = "barber" };
        (await owner.Client.PostAsync($"{path}/members", invited)).ExpectProblem(422, "validation_failed");
        invited["barber"] = Guid.NewGuid();
        (await owner.Client.PostAsync($"{path}/members", invited)).ExpectProblem(422, "validation_failed");
        invited = new JsonObject { ["email"] = "x@example.org", ["role"] = "manager" };
        var invitation = (await owner.Client.PostAsync($"{path}/members", invited)).Expect(201);
        (await owner.Client.DeleteAsync($"{path}/members/{invitation["id"].GetGuid()}")).Expect(204);
        Assert.Empty((await owner.Client.GetAsync($"{path}/members")).Expect(200)["invitations"].EnumerateArray());
    }

    [PostgresFact]
    public async Task Who_works_for_the_shop_no_more_reads_no_feed_that_they_know_the_address_of()
    {
        var (owner, path) = await FoundAsync();
        var service = (await owner.Client.PostAsync($"{path}/services", Bodies.Service())).Expect(201)["id"].GetGuid();
        var mine = await AddBarberAsync(owner, path, service);
        var yours = await AddBarberAsync(owner, path, service);
        var barber = await api.AddMemberAsync(owner, path, "barber", mine);
        var manager = await api.AddMemberAsync(owner, path, "manager");
        var ofBarber = await FeedAsync(barber, path, mine);
        string[] ofManager = [ofBarber, await FeedAsync(manager, path, yours)];

        await LeaveAsync(owner, path, barber);
        (await api.Anonymous.GetAsync(ofBarber)).ExpectProblem(403, "forbidden");
        (await api.Anonymous.GetAsync(ofManager[1])).Expect(200);
        ofManager[0] = await FeedAsync(manager, path, mine);
        await LeaveAsync(owner, path, manager);
        foreach (var feed in ofManager)
        {
            (await api.Anonymous.GetAsync(feed)).ExpectProblem(403, "forbidden");
        }

        (await api.Anonymous.GetAsync(await FeedAsync(owner, path, mine))).Expect(200);
    }

    [PostgresFact]
    public async Task An_administrator_makes_others_who_act_for_every_shop_until_they_are_none()
    {
        var shop = await api.OpenShopAsync();
        var person = await api.AddPersonAsync("operator");
        var body = new JsonObject { ["email"] = person.Email };

        (await person.Client.PostAsync("/v1/administrators", body.DeepClone())).ExpectProblem(403, "forbidden");
        (await shop.Staff.PostAsync("/v1/administrators", body.DeepClone())).ExpectProblem(403, "forbidden");
        (await api.Administrator.PostAsync("/v1/administrators", new JsonObject { ["email"] = "x@example.org" }))
            .ExpectProblem(404, "not_found");
        var added = (await api.Administrator.PostAsync("/v1/administrators", body)).Expect(200);
        (await person.Client.GetAsync($"{shop.Path}/audit")).ExpectProblem(403, "two_factor_enrolment_required");
        await person.EnrolAsync();
        (await person.Client.GetAsync($"{shop.Path}/audit")).Expect(200);
        (await person.Client.PostAsync("/v1/shops", Bodies.Shop(Slug()))).Expect(201);

        (await api.Administrator.DeleteAsync($"/v1/administrators/{added["id"].GetGuid()}")).Expect(204);
        (await person.Client.GetAsync($"{shop.Path}/audit")).ExpectProblem(403, "forbidden");
        Assert.DoesNotContain(
            person.Email, (await api.Administrator.GetAsync("/v1/administrators")).Expect(200).Text, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Owners_read_who_changed_what_and_nobody_changes_that()
    {
        var (owner, path) = await FoundAsync();
        var key = (await owner.Client.PostAsync($"{path}/keys", new JsonObject { ["name"] = "till" })).Expect(201);
        var till = api.Anonymous.WithKey(key["key"].GetString()!);
        var service = (await till.PostAsync($"{path}/services", Bodies.Service("Shave"))).Expect(201);
        (await till.PostAsync($"{path}/services", new JsonObject { ["name"] = "" })).ExpectCallersProblem();
        var barber = await AddBarberAsync(owner, path, service["id"].GetGuid());
        var start = DateTimeOffset.UtcNow.Date.AddDays(3).AddHours(10);
        var booking = await BookAsync(path, service["id"].GetGuid(), barber, start);
        (await owner.Client.PostAsync($"/v1/bookings/{booking}/check-in")).Expect(200);
        await owner.TrySignInAsync("wrong");

        var log = await ReadAuditAsync(owner, path);

        Assert.Equal(
            [
                "account.sign-in-failed", "booking.check-in", "hours.set", "barber.added", "service.added",
                "key.created", "shop.created",
            ],
            log.Select(entry => entry["action"]!.GetValue<string>()));
        var added = log[4];
        Assert.Equal("key", added["actor"]!["kind"]!.GetValue<string>());
        Assert.Equal(key["id"].GetGuid(), added["actor"]!["id"]!.GetValue<Guid>());
        Assert.Equal("Shave", added["detail"]!["name"]!.GetValue<string>());
        Assert.Equal(owner.Email, log[1]["actor"]!["name"]!.GetValue<string>());
        Assert.Equal($"{booking}", log[1]["subject"]!.GetValue<string>());
        Assert.DoesNotContain(key["key"].GetString()!, string.Join(' ', log), StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task The_audit_log_is_read_a_page_at_a_time()
    {
        var (owner, path) = await FoundAsync();
        var service = (await owner.Client.PostAsync($"{path}/services", Bodies.Service())).Expect(201)["id"].GetGuid();
        for (var time = 0; time < 60; time++)
        {
            (await owner.Client.PutAsync($"{path}/services/{service}", Bodies.Service($"Cut {time}"))).Expect(200);
        }

        var log = await ReadAuditAsync(owner, path);

        Assert.Equal(62, log.Count);
        Assert.Equal(62, log.Select(entry => entry["id"]!.GetValue<long>()).Distinct().Count());
        (await owner.Client.GetAsync($"{path}/audit?cursor=x")).ExpectProblem(422, "validation_failed");
    }

    private static async Task<string> FeedAsync(TestPerson person, string path, Guid barber) => new Uri(
        (await person.Client.GetAsync($"{path}/barbers/{barber}/feed")).Expect(200)["url"].GetString()!).PathAndQuery;

    private static async Task LeaveAsync(TestPerson owner, string path, TestPerson leaving)
    {
        var id = (await leaving.Client.GetAsync("/v1/account")).Expect(200)["id"].GetGuid();
        (await owner.Client.DeleteAsync($"{path}/members/{id}")).Expect(204);
    }

    private static string Slug() => $"shop-{Guid.NewGuid():N}";

    private async Task<(TestPerson Owner, string Path)> FoundAsync()
    {
        var owner = await api.AddPersonWithTwoFactorAsync("owner");
        var shop = (await owner.Client.PostAsync("/v1/shops", Bodies.Shop(Slug(), "UTC"))).Expect(201);
        return (owner, $"/v1/shops/{shop["id"].GetGuid()}");
    }

    private static async Task<Guid> AddBarberAsync(TestPerson owner, string path, Guid service)
    {
        var added = (await owner.Client.PostAsync($"{path}/barbers", Bodies.Barber("Bo", service))).Expect(201);
        var barber = added["id"].GetGuid();
        (await owner.Client.PutAsync($"{path}/barbers/{barber}/hours", Bodies.Hours("00:00", "24:00"))).Expect(200);
        return barber;
    }

    private async Task<Guid> BookAsync(string path, Guid service, Guid barber, DateTimeOffset start) =>
        (await api.Anonymous.PostAsync(
            $"{path}/bookings",
            Bodies.Booking(service, $"{start:yyyy-MM-dd'T'HH:mm:ss}Z", $"{barber}"),
            ("Idempotency-Key", Guid.NewGuid().ToString()))).Expect(201)["id"].GetGuid();

    private static async Task<List<JsonNode>> ReadAuditAsync(TestPerson owner, string path)
    {
        var found = new List<JsonNode>();
        string? cursor = null;
        do
        {
            var query = cursor is null ? "" : $"?cursor={cursor}";
            var page = JsonNode.Parse((await owner.Client.GetAsync($"{path}/audit{query}")).Expect(200).Text)!;
            found.AddRange(page["items"]!.AsArray().Select(item => item!));
            cursor = (string?)page["next"];
        }
        while (cursor is not null);
        return found;
    }
}
