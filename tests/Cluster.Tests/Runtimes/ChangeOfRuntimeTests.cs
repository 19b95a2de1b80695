using System.Text.Json.Nodes;
using BookedBarber.TestKit.Client;
using BookedBarber.TestKit.Processes;
using Npgsql;

namespace BookedBarber.Cluster.Tests.Runtimes;

/// <summary>
/// A database that was filled on one runtime is opened by the other: first the program of the default build, then a
/// silo and a front door, then the default build again, all at one address.
/// </summary>
public sealed class ChangeOfRuntimeTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    // Orleans passes over a tick that was missed; the next one comes a minute later.
    private const int OneRepetitionOfAReminder = 75;

    private static readonly ShopPlan WithDeposit = new()
    {
        Deposit = 1_000,
        Policy = new JsonObject { ["holdMinutes"] = 1 },
    };

    private readonly Uri _address = new($"http://127.0.0.1:{LowPort.Find()}");
    private readonly string _directory = DataDirectory.Create();
    private string _database = "";

    // Built beside this build, in the same configuration: artifacts/<runtime>/bin/<project>/<configuration>.
    private static string EmbeddedApi => Path.Combine(
        Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../..")),
        "Embedded/bin/Api",
        new DirectoryInfo(AppContext.BaseDirectory).Name,
        "BookedBarber.Api.dll");

    [PostgresFact]
    public async Task What_one_runtime_wrote_the_other_goes_on_with_in_both_directions()
    {
        Assert.True(File.Exists(EmbeddedApi), $"Build src/Api for the embedded runtime first: {EmbeddedApi}");
        _database = await postgres.CreateDatabaseAsync();
        await using var embedded = Program(EmbeddedApi, _address);
        await using var silo = Program(
            "BookedBarber.Silo.dll",
            new Uri($"http://127.0.0.1:{LowPort.Find()}"),
            ("BookedBarber__Silo__Port", $"{LowPort.Find()}"),
            ("BookedBarber__Silo__GatewayPort", $"{LowPort.Find()}"));
        await using var frontDoor = Program("BookedBarber.Api.dll", _address, ("BookedBarber__Cluster", "true"));

        await embedded.StartAsync();
        var key = (await File.ReadAllTextAsync(Path.Combine(_directory, "admin.key"))).Trim();
        var shop = await TestShop.OpenAsync(embedded.Anonymous.WithKey(key), WithDeposit);
        var free = await shop.AddServiceAsync(Bodies.Service(minutes: 30));
        (await shop.Staff.PutAsync(
            $"{shop.Path}/barbers/{shop.Barbers[0]}", Bodies.Barber("Alex", shop.Service, free))).Expect(200);
        var kept = await BookAsync(shop, free, shop.At(3, "09:00"), "on-embedded");
        var held = await shop.BookAsync(shop.At(3, "11:00"));
        var before = await LookAsync(shop);
        Assert.Equal(0, await embedded.StopAsync());

        await LetRunOutAsync(held.Id);
        await silo.StartAsync();
        await ExpiresAsync(held.Id);
        await frontDoor.StartAsync();
        Assert.Equal(before, await LookAsync(shop));
        Assert.Equal(kept.Id, (await BookAsync(shop, free, shop.At(3, "09:00"), "on-embedded", 200)).Id);
        var onOrleans = await BookAsync(shop, free, shop.At(4, "09:00"), "on-orleans");
        var heldOnOrleans = await shop.BookAsync(shop.At(4, "11:00"));
        await shop.SetHoursAsync(shop.Barbers[0], Bodies.Hours("08:00", "18:00"));
        var after = await LookAsync(shop);
        Assert.NotEqual(before, after);
        Assert.Equal(0, await frontDoor.StopAsync());
        Assert.Equal(0, await silo.StopAsync());

        await LetRunOutAsync(heldOnOrleans.Id);
        await embedded.StartAsync();
        await ExpiresAsync(heldOnOrleans.Id);
        Assert.Equal(after, await LookAsync(shop));
        Assert.Equal(onOrleans.Id, (await BookAsync(shop, free, shop.At(4, "09:00"), "on-orleans", 200)).Id);
        (await shop.Anonymous.WithToken(kept.ManageToken).PostAsync($"/v1/bookings/{kept.Id}/cancel")).Expect(200);
    }

    private static async Task<Booked> BookAsync(
        TestShop shop, Guid service, string start, string key, int status = 201) =>
        Booked.From((await shop.TryBookAsync(
            Bodies.Booking(service, start, shop.Barbers[0].ToString()), key)).Expect(status));

    // The profile and what is open on a day of its own, as anybody sees them.
    private static async Task<string> LookAsync(TestShop shop) =>
        (await shop.Anonymous.GetAsync(shop.Path)).Expect(200).Text
        + (await shop.AvailabilityAsync($"from={shop.Date(6)}&days=1")).Expect(200).Text;

    private ProgramProcess Program(string program, Uri address, params (string Name, string Value)[] settings) =>
        new(new ProgramPlan
        {
            Program = program,
            Address = address,
            Directory = _directory,
            Settings =
            [
                ("ConnectionStrings__BookedBarber", _database),
                ("BookedBarber__DataDirectory", _directory),
                .. settings,
            ],
        });

    private async Task LetRunOutAsync(Guid booking) => await ExecuteAsync(
        $"""
        update grain_reminders set start_at = now() - interval '1 second'
        where grain_key like (select barber_id::text from bookings where id = '{booking}') || '%';
        update bookings set hold_expires_at = now() - interval '1 second' where id = '{booking}' and status = 'held'
        """);

    private async Task ExpiresAsync(Guid booking) => await Eventually.SeesAsync(
        "the hold has expired, with nobody asking",
        async () => await ExecuteAsync($"select status from bookings where id = '{booking}'"),
        status => status is "expired",
        OneRepetitionOfAReminder);

    private async Task<object?> ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_database);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
