using System.Globalization;
using System.Text.Json.Nodes;
using BookedBarber.TestKit.Client;
using BookedBarber.TestKit.Processes;
using BookedBarber.TestKit;

namespace BookedBarber.Web.Tests;

/// <summary>The program with its demo shop, for all tests of this project, which run one after the other.</summary>
public sealed class DemoServer : IAsyncLifetime
{
    private ApiProcess? _process;

    /// <summary>The process.</summary>
    public ApiProcess Process => _process ?? throw new InvalidOperationException("The program was not started.");

    /// <summary>Speaks to it as anybody.</summary>
    public ApiClient Client => Process.Anonymous;

    /// <summary>Starts the program on a database of its own.</summary>
    public static async Task<ApiProcess> StartAsync(bool demo)
    {
        var postgres = new PostgresFixture();
        await ((IAsyncLifetime)postgres).InitializeAsync();
        return await ApiProcess.StartAsync(
            DataDirectory.Create(),
            ("ConnectionStrings__BookedBarber", await postgres.CreateDatabaseAsync()),
            ("BookedBarber__Demo", demo.ToString(CultureInfo.InvariantCulture)),

            // Not of development, and without TLS: pages with accounts are served for an address that says so.
            ("BookedBarber__PublicUrl", "http://localhost"));
    }

    /// <summary>The demo shop.</summary>
    public async Task<Answer> ShopAsync() => (await Client.GetAsync("/v1/shops/demo")).Expect(200);

    /// <summary>The first day that has open starts of a service, among those that the page looks at.</summary>
    public async Task<(string Date, IReadOnlyList<OpenStart> Slots)> NextOpenDayAsync(
        Guid service, string barber = "any")
    {
        var page = await Client.GetAsync($"/v1/shops/demo/availability?service={service}&barber={barber}&days=14");
        return OpenStarts.From(page).Days.First(day => day.Slots.Count > 0);
    }

    /// <summary>Books, whatever the answer.</summary>
    public Task<Answer> BookAsync(JsonObject booking, string? key = null) =>
        Client.PostAsync("/v1/shops/demo/bookings", booking, ("Idempotency-Key", key ?? $"{Guid.NewGuid()}"));

    /// <summary>A request for a start, in the form that the API takes.</summary>
    public static JsonObject Booking(Guid service, DateTimeOffset start, Guid barber) =>
        Bodies.Booking(service, start.ToString("O", CultureInfo.InvariantCulture), $"{barber}");

    async Task IAsyncLifetime.InitializeAsync()
    {
        if (PostgresAvailability.SkipReason is null)
        {
            _process = await StartAsync(demo: true);
        }
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }
    }
}

/// <summary>The tests that share <see cref="DemoServer"/>; one at a time, since they count what it counts.</summary>
[CollectionDefinition(Name)]
public sealed class DemoServerTests : ICollectionFixture<DemoServer>
{
    /// <summary>The name of the collection.</summary>
    public const string Name = "demo server";
}
