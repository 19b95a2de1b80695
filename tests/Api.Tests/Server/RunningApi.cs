using BookedBarber.TestKit.Client;
using BookedBarber.Api.Tests.Support;
using BookedBarber.TestKit;

namespace BookedBarber.Api.Tests.Server;

/// <summary>
/// One running program that all classes share whose tests kill nothing. Each test makes a shop of its own in it.
/// </summary>
public sealed class RunningApi : IAsyncLifetime
{
    private static readonly Lazy<Task<(ApiProcess Process, string Database)>> Shared = new(StartSharedAsync);

    private ApiProcess? _process;
    private string _database = "";

    /// <summary>Speaks to it without credentials.</summary>
    public ApiClient Anonymous => Process.Anonymous;

    /// <summary>Speaks to it as the first administrator.</summary>
    public ApiClient Administrator => Process.Administrator;

    /// <summary>The process.</summary>
    public ApiProcess Process => _process ?? throw new InvalidOperationException("The program was not started.");

    internal BookingTable Table => new(_database);

    /// <summary>A new shop.</summary>
    public Task<TestShop> OpenShopAsync(ShopPlan? plan = null) => TestShop.OpenAsync(Administrator, plan);

    async Task IAsyncLifetime.InitializeAsync()
    {
        if (PostgresAvailability.SkipReason is null)
        {
            (_process, _database) = await Shared.Value;
        }
    }

    // The process outlives the fixture, since other classes use it; it is ended with the test run.
    Task IAsyncLifetime.DisposeAsync() => Task.CompletedTask;

    private static async Task<(ApiProcess Process, string Database)> StartSharedAsync()
    {
        var postgres = new PostgresFixture();
        await ((IAsyncLifetime)postgres).InitializeAsync();
        var database = await postgres.CreateDatabaseAsync();
        return (await ApiProcess.StartOnAsync(database), database);
    }
}
