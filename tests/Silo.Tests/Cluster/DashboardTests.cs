using System.Net;
using System.Net.Http.Headers;
using System.Text;
using BookedBarber.Grains.Interfaces.Access;
using BookedBarber.TestKit;

namespace BookedBarber.Silo.Tests.Cluster;

public sealed class DashboardTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IAsyncLifetime, IDisposable
{
    private SiloHost? _silo;
    private HttpClient? _client;

    async Task IAsyncLifetime.InitializeAsync()
    {
        if (PostgresAvailability.SkipReason is null)
        {
            _silo = await SiloHost.StartAsync(await postgres.CreateDatabaseAsync());
            _client = new HttpClient { BaseAddress = _silo.Address };
        }
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        if (_silo is not null)
        {
            await _silo.DisposeAsync();
        }
    }

    public void Dispose() => _client?.Dispose();

    [PostgresTheory]
    [InlineData("/dashboard")]
    [InlineData("/dashboard/")]
    [InlineData("/dashboard/index.min.js")]
    [InlineData("/dashboard/DashboardCounters")]
    [InlineData("/dashboard/ClusterStats")]
    [InlineData("/dashboard/GrainState")]
    public async Task Nobody_but_operators_sees_any_part_of_the_dashboard(string path)
    {
        var shopKey = await RegisterAsync(new ApiKeyRegistration
        {
            SecretHash = default,
            Name = "a shop's",
            ShopId = Guid.CreateVersion7(),
        });

        var unknown = ApiKeySecret.Create(TimeProvider.System).Text;

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(path, null));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(path, Basic(shopKey)));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(path, Basic(unknown)));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(path, Basic(new string(':', 4_000))));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(path, new("Basic", "no base64!")));
    }

    [PostgresFact]
    public async Task An_administrator_sees_the_dashboard()
    {
        var key = await RegisterAsync(new ApiKeyRegistration
        {
            SecretHash = default,
            Name = "an operator's",
            IsAdministrator = true,
        });

        foreach (var credentials in new AuthenticationHeaderValue[] { Basic(key), new("Bearer", key) })
        {
            using var request = Request("/dashboard/DashboardCounters", credentials);
            using var answer = await _client!.SendAsync(request);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var body = await answer.Content.ReadAsStringAsync();
            Assert.StartsWith("{\"hosts\":", body, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/dashboard/", Basic(key)));
    }

    private static AuthenticationHeaderValue Basic(string key) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"operator:{key}")));

    private static HttpRequestMessage Request(string path, AuthenticationHeaderValue? credentials) =>
        new(HttpMethod.Get, path) { Headers = { Authorization = credentials } };

    private async Task<HttpStatusCode> StatusAsync(string path, AuthenticationHeaderValue? credentials)
    {
        using var request = Request(path, credentials);
        using var answer = await _client!.SendAsync(request);
        return answer.StatusCode;
    }

    private async Task<string> RegisterAsync(ApiKeyRegistration registration)
    {
        var key = ApiKeySecret.Create(TimeProvider.System);
        await _silo!.Grains.GetGrain<IApiKeyGrain>(key.Id.ToString())
            .Register(registration with { SecretHash = key.SecretHash });
        return key.Text;
    }
}
