using BookedBarber.Accounts.Identity;
using BookedBarber.Accounts.Members;
using BookedBarber.Accounts.Sessions;
using BookedBarber.Accounts.SignIn;
using BookedBarber.Api.Hosting;
using BookedBarber.Api.Limits;
using BookedBarber.Grains.Interfaces.Access;
using BookedBarber.Silo.Database;
using BookedBarber.TestKit.Client;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace BookedBarber.Api.Tests.Accounts;

/// <summary>
/// The program in this process, composed as in <c>Program.cs</c> and listening on a socket: a test sees its endpoints and
/// its services.
/// </summary>
internal sealed class HostedApi : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly SiloDatabase _database;
    private readonly ApiKeySecret _key;

    private HostedApi(WebApplication app, SiloDatabase database, ApiKeySecret key)
    {
        _app = app;
        _database = database;
        _key = key;
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        Anonymous = new ApiClient(new Uri(addresses.Addresses.Single()), new ConsoleLines());
    }

    public ApiClient Anonymous { get; }

    public ApiClient Administrator => Anonymous.WithKey(_key.Text);

    public IReadOnlyList<RouteEndpoint> Endpoints =>
        [.. _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    public string ConnectionString => _database.ConnectionString;

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public static async Task<HostedApi> StartAsync(PostgresFixture postgres) => await StartAsync(
        await postgres.CreateDatabaseAsync(), DataDirectory.Create(), ApiKeySecret.Create(TimeProvider.System));

    /// <summary>Another front door of the same installation.</summary>
    public Task<HostedApi> StartAnotherAsync() =>
        StartAsync(_database.ConnectionString, Get<ApiSettings>().DataDirectory, _key);

    private static async Task<HostedApi> StartAsync(string connectionString, string directory, ApiKeySecret key)
    {
        var database = await SiloDatabase.OpenAsync(
            connectionString, directory, NullLoggerFactory.Instance, CancellationToken.None);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = ["--urls", "http://127.0.0.1:0"],
            ApplicationName = "BookedBarber.Api",
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = "Development",
        });
        builder.AddApi(
            new ApiSettings
            {
                DataDirectory = directory,
                AdministratorKey = key,
                RateLimits = RouteClass.All.ToDictionary(routes => routes, _ => 0),
            },
            database);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapApi();
        MapPage(app);
        await app.StartAsync();
        return new HostedApi(app, database, key);
    }

    /// <summary>Somebody who has just come, and what they send.</summary>
    public async Task<(Guid User, ApiClient Client)> AddPersonAsync(
        bool withTwoFactor = true, Membership? membership = null, bool administrator = false)
    {
        var email = $"{Guid.NewGuid():N}@example.org";
        var token = await _app.Services.GetRequiredService<FirstSignIns>().EnsureAsync(
            new FirstUser(email, "Ada", administrator, membership), CancellationToken.None);
        await using var scope = _app.Services.CreateAsyncScope();
        var (user, _) = await scope.ServiceProvider.GetRequiredService<FirstPassword>().SetAsync(
            token!, "correct horse battery", null, CancellationToken.None);
        var tokens = await _app.Services.GetRequiredService<ProgramSessions>().BeginAsync(
            user!.Id, withTwoFactor, CancellationToken.None);
        return (user.Id, Anonymous.WithKey(tokens.AccessToken));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }

    // What a page does: signs somebody in with a cookie, and has an anti-forgery token in its forms.
    private static void MapPage(WebApplication app)
    {
        app.MapGet("/test/sign-in/{user}", async (
            HttpContext context, string user, UserManager<AccountUser> users, PageSignIn page) =>
            await page.SignInAsync((await users.FindByIdAsync(user))!, withTwoFactor: true, remember: true));
        app.MapGet("/test/form", async (HttpContext context, IAntiforgery antiforgery) =>
        {
            Assert.NotNull(await PageSignIn.IdentifyAsync(context));
            return antiforgery.GetAndStoreTokens(context).RequestToken;
        });
    }
}
