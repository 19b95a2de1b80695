using System.Runtime.Versioning;
using BookedBarber.TestKit.Client;
using BookedBarber.Api.Tests.Server;
using BookedBarber.TestKit;
using Xunit.Sdk;

namespace BookedBarber.Api.Tests.FirstRun;

/// <summary>Somebody starts the program with nothing configured, on a machine that has PostgreSQL.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class StrangerTests
{
    private const UnixFileMode OnlyOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly (string, string) Development = ("ASPNETCORE_ENVIRONMENT", "Development");

    [PostgresFact]
    public async Task The_first_start_makes_a_database_a_shop_and_keys_and_says_so_in_five_lines()
    {
        await using var api = await ApiProcess.StartAsync(DataDirectory.Create(), Development);

        var greeting = api.Console.Output
            .SkipWhile(line => !line.StartsWith("BookedBarber ", StringComparison.Ordinal)).ToList();
        Assert.True(greeting.Count == 5, $"Expected a greeting of five lines, got:\n{api.Console}");
        Assert.Contains($"{api.Address}".TrimEnd('/'), greeting[0], StringComparison.Ordinal);
        Assert.Contains(DataDirectory.PostgresData(api.DataPath), greeting[1], StringComparison.Ordinal);
        Assert.Contains(Path.Combine(api.DataPath, "admin.key"), greeting[2], StringComparison.Ordinal);
        Assert.Contains("curl", greeting[3], StringComparison.Ordinal);
        Assert.Contains("Ctrl-C", greeting[4], StringComparison.Ordinal);

        var demo = (await api.Anonymous.GetAsync("/v1/shops/demo")).Expect(200);
        Assert.Equal("Europe/Berlin", demo["timeZone"].GetString());
        Assert.InRange(demo["barbers"].GetArrayLength(), 4, 99);
        Assert.InRange(demo["services"].GetArrayLength(), 5, 99);
        await BookInDemoAsync(api);
        foreach (var file in Directory.EnumerateFiles(api.DataPath, "*", SearchOption.AllDirectories).Where(IsSecret))
        {
            Assert.True(File.GetUnixFileMode(file) == OnlyOwner, $"{file} has mode {File.GetUnixFileMode(file)}");
        }
    }

    [PostgresTheory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_signal_stops_everything_that_was_started_and_the_next_start_finds_everything(string signal)
    {
        await using var api = await ApiProcess.StartAsync(DataDirectory.Create(), Development);
        var booked = await BookInDemoAsync(api);
        var administrator = File.ReadAllText(Path.Combine(api.DataPath, "admin.key"));
        var postgres = PostgresProcess.IdIn(api.DataPath) ?? throw new XunitException("There is no PostgreSQL.");

        Assert.Equal(0, await api.StopAsync(signal));
        Assert.False(PostgresProcess.IsAlive(postgres), "PostgreSQL goes on after the program has ended.");
        Assert.Null(PostgresProcess.IdIn(api.DataPath));

        await api.StartAgainAsync();
        await ExpectBookedAsync(api, booked);
        Assert.Equal(administrator, File.ReadAllText(Path.Combine(api.DataPath, "admin.key")));
        (await api.Administrator.PostAsync("/v1/shops", Bodies.Shop("second-shop"))).Expect(201);
    }

    [PostgresFact]
    public async Task After_kill_9_the_next_start_takes_the_stale_server_over_and_everything_is_there()
    {
        await using var api = await ApiProcess.StartAsync(DataDirectory.Create(), Development);
        var booked = await BookInDemoAsync(api);
        var stale = PostgresProcess.IdIn(api.DataPath) ?? throw new XunitException("There is no PostgreSQL.");

        await api.KillAsync();
        Assert.True(PostgresProcess.IsAlive(stale), "This test expects PostgreSQL to outlive kill -9 of the program.");
        await api.StartAgainAsync();

        await ExpectBookedAsync(api, booked);
        await BookInDemoAsync(api);
        Assert.Equal(0, await api.StopAsync("INT"));
        Assert.False(PostgresProcess.IsAlive(stale), "The stale PostgreSQL goes on.");
        Assert.Null(PostgresProcess.IdIn(api.DataPath));
    }

    private static bool IsSecret(string file) =>
        Path.GetExtension(file) is ".key" or ".password" && !file.Contains("/data/", StringComparison.Ordinal);

    private static async Task<Booked> BookInDemoAsync(ApiProcess api)
    {
        var demo = (await api.Anonymous.GetAsync("/v1/shops/demo")).Expect(200);
        var service = demo["services"][0].GetProperty("id").GetGuid();
        var page = await api.Anonymous.GetAsync($"/v1/shops/demo/availability?service={service}");
        var open = OpenStarts.From(page).All[^1];
        var body = Bodies.Booking(service, open.Start.ToString("O", null), $"{open.Barbers[0]}");
        return Booked.From((await api.Anonymous.PostAsync(
            "/v1/shops/demo/bookings", body, ("Idempotency-Key", Guid.NewGuid().ToString()))).Expect(201));
    }

    private static async Task ExpectBookedAsync(ApiProcess api, Booked booked)
    {
        var seen = await api.Anonymous.WithToken(booked.ManageToken).GetAsync($"/v1/bookings/{booked.Id}");
        Assert.Equal(booked with { ManageToken = "" }, Booked.From(seen.Expect(200)));
    }
}
