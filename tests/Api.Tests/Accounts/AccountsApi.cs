using System.Text.Json.Nodes;
using BookedBarber.TestKit.Client;
using BookedBarber.TestKit.Mail;

namespace BookedBarber.Api.Tests.Accounts;

/// <summary>One running program with a mail server, for tests of people; without a limit for signing in.</summary>
public sealed class AccountsApi : IAsyncLifetime
{
    private static readonly Lazy<Task<(ApiProcess Process, SmtpSink Mail)>> Shared = new(StartSharedAsync);

    private ApiProcess? _process;

    /// <summary>Its mail server.</summary>
    public SmtpSink Mail { get; private set; } = null!;

    /// <summary>Speaks to it without credentials.</summary>
    public ApiClient Anonymous => Process.Anonymous;

    /// <summary>Speaks to it as the first administrator.</summary>
    public ApiClient Administrator => Process.Administrator;

    /// <summary>The process.</summary>
    public ApiProcess Process => _process ?? throw new InvalidOperationException("The program was not started.");

    /// <summary>A new shop.</summary>
    public Task<TestShop> OpenShopAsync(ShopPlan? plan = null) => TestShop.OpenAsync(Administrator, plan);

    /// <summary>Somebody who has registered, confirmed their address and signed in; a client of the shops.</summary>
    internal async Task<TestPerson> AddPersonAsync(string name)
    {
        var person = new TestPerson(this, $"{name}-{Guid.NewGuid():N}@example.org");
        await person.RegisterAsync();
        await person.SignInAsync();
        return person;
    }

    /// <summary>Somebody who has a second factor as well.</summary>
    internal async Task<TestPerson> AddPersonWithTwoFactorAsync(string name)
    {
        var person = await AddPersonAsync(name);
        await person.EnrolAsync();
        return person;
    }

    /// <summary>Somebody who was invited to a shop by its owner, and has come.</summary>
    internal async Task<TestPerson> AddMemberAsync(
        TestPerson owner, string shopPath, string role, Guid? barber = null)
    {
        var person = await AddPersonAsync(role);
        var invitation = new JsonObject { ["email"] = person.Email, ["role"] = role };
        if (barber is { } id)
        {
            invitation["barber"] = id;
        }

        (await owner.Client.PostAsync($"{shopPath}/members", invitation)).Expect(201);
        var mail = await Mail.ExpectAsync(person.Email, "invites you");
        (await person.Client.PostAsync(
            "/v1/account/invitations", new JsonObject { ["token"] = mail.Query("token") })).Expect(200);
        return person;
    }

    async Task IAsyncLifetime.InitializeAsync()
    {
        if (PostgresAvailability.SkipReason is null)
        {
            (_process, Mail) = await Shared.Value;
        }
    }

    Task IAsyncLifetime.DisposeAsync() => Task.CompletedTask;

    private static async Task<(ApiProcess Process, SmtpSink Mail)> StartSharedAsync()
    {
        var postgres = new PostgresFixture();
        await ((IAsyncLifetime)postgres).InitializeAsync();
        var database = await postgres.CreateDatabaseAsync();
        var mail = new SmtpSink();
        var process = await ApiProcess.StartAsync(
            DataDirectory.Create(),
            ("ConnectionStrings__BookedBarber", database),
            ("BookedBarber__RateLimits__SignIn", "0"),
            ("BookedBarber__PublicUrl", "https://barber.example"),
            ("BookedBarber__Smtp__Host", "127.0.0.1"),
            ("BookedBarber__Smtp__Port", $"{mail.Port}"),
            ("BookedBarber__Smtp__Security", "None"),
            ("BookedBarber__Smtp__From", "BookedBarber <no-reply@barber.example>"));
        return (process, mail);
    }
}
