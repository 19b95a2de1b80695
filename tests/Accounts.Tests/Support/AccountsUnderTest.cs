using System.Net.Sockets;
using BookedBarber.Accounts.Audit;
using BookedBarber.Accounts.Database;
using BookedBarber.Accounts.Identity;
using BookedBarber.Accounts.Mails;
using BookedBarber.Accounts.Members;
using BookedBarber.Accounts.People;
using BookedBarber.Accounts.Sessions;
using BookedBarber.Accounts.SignIn;
using BookedBarber.TestKit.Client;
using BookedBarber.TestKit.Mail;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BookedBarber.Accounts.Tests.Support;

/// <summary>The room on a database of one test's own: a real PostgreSQL, a real mail server, a clock that stands.</summary>
internal sealed class AccountsUnderTest : IAsyncDisposable
{
    public const string Password = "correct horse battery";

    private const int MaxAttempts = 60;

    private readonly ServiceProvider _services;

    private AccountsUnderTest(string connectionString, byte[] key, TimeProvider clock)
    {
        ConnectionString = connectionString;
        Clock = clock;
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(clock);
        services.AddAccounts(new AccountsSettings
        {
            ConnectionString = connectionString,
            InstallationKey = key,
            PublicUrl = new Uri("https://barber.example"),
            Smtp = new SmtpSettings
            {
                Host = "127.0.0.1",
                Port = Mail.Port,
                Security = SmtpSecurity.None,
                From = "BookedBarber <no-reply@barber.example>",
            },
        });
        _services = services.BuildServiceProvider(validateScopes: true);
    }

    public string ConnectionString { get; }

    public TimeProvider Clock { get; }

    public ManualTimeProvider Manual => (ManualTimeProvider)Clock;

    public SmtpSink Mail { get; } = new();

    public IEnumerable<IHostedService> Services => _services.GetServices<IHostedService>();

    public AccountsDatabase Database => Get<AccountsDatabase>();

    public ProgramSessions Sessions => Get<ProgramSessions>();

    public AccessTokens AccessTokens => Get<AccessTokens>();

    public Invitations Invitations => Get<Invitations>();

    public ShopMembers Members => Get<ShopMembers>();

    public AuditLog Audit => Get<AuditLog>();

    public static Task<AccountsUnderTest> StartAsync(PostgresFixture postgres) =>
        StartAsync(postgres, new ManualTimeProvider(DateTimeOffset.UtcNow));

    public static async Task<AccountsUnderTest> StartAsync(PostgresFixture postgres, TimeProvider clock) =>
        new(await postgres.CreateDatabaseAsync(), new byte[32], clock);

    /// <summary>On a database that a test has of its own.</summary>
    public static AccountsUnderTest On(string connectionString) =>
        new(connectionString, new byte[32], TimeProvider.System);

    /// <summary>Another process on the same database.</summary>
    public AccountsUnderTest Another(byte firstOfKey = 0) => new(ConnectionString, [firstOfKey, .. new byte[31]], Clock);

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>As a request; when there is no place to hash in, it comes back as it is told to.</summary>
    public async Task<T> InScopeAsync<TService, T>(Func<TService, Task<T>> act)
        where TService : notnull
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await OnceAsync(act);
            }
            catch (TooBusyException) when (attempt < MaxAttempts)
            {
                // It has waited its time.
            }
        }
    }

    /// <summary>In a scope of its own, as a request.</summary>
    public async Task<T> OnceAsync<TService, T>(Func<TService, Task<T>> act)
        where TService : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public Task<Refusal?> RegisterAsync(string email, string password = Password) =>
        InScopeAsync<Registrations, Refusal?>(registrations => registrations.RegisterAsync(
            email, password, "Ada", "192.0.2.1", CancellationToken.None));

    public Task<(SignInAnswer? Answer, Refusal? Refusal)> SignInAsync(
        string email, string password = Password, string? code = null, string? recoveryCode = null) =>
        InScopeAsync<SignIns, (SignInAnswer?, Refusal?)>(signIns => signIns.SignInAsync(
            new Credentials(email, password, SecondFactorCode.Of(code, recoveryCode), "192.0.2.1"), CancellationToken.None));

    /// <summary>Sends what is due; how many mails that were.</summary>
    public async Task<int> DeliverAsync()
    {
        var delivery = Services.OfType<MailDelivery>().Single();
        var delivered = 0;
        while (await delivery.DeliverNextAsync(CancellationToken.None))
        {
            delivered++;
        }

        return delivered;
    }

    /// <summary>Registers somebody and confirms their address by mail.</summary>
    public async Task<Person> AddPersonAsync(string email)
    {
        Assert.Null(await RegisterAsync(email));
        await DeliverAsync();
        var mail = await Mail.ExpectAsync(email, "Confirm");
        var user = Guid.Parse(mail.Query("user"));
        Assert.Null(await ConfirmAsync(user, mail.Query("token")));
        return await PersonAsync(user);
    }

    public Task<Refusal?> ConfirmAsync(Guid user, string token, string password = Password) =>
        InScopeAsync<Registrations, Refusal?>(registrations => registrations.ConfirmEmailAsync(
            user, token, password, null, CancellationToken.None));

    public async Task<Person> PersonAsync(Guid user) =>
        await Get<PeopleReads>().FindAsync(user, CancellationToken.None)
        ?? throw new InvalidOperationException("There is no such person.");

    /// <summary>A session of somebody who has signed in with their password.</summary>
    public async Task<(TokenPair Tokens, SignedIn Who)> BeginAsync(Person person, bool withTwoFactor = false)
    {
        var tokens = await Sessions.BeginAsync(person.Id, withTwoFactor, CancellationToken.None);
        return (tokens, (await AccessTokens.IdentifyAsync(tokens.AccessToken))!);
    }

    /// <summary>Sets up somebody's second factor.</summary>
    public async Task<(Authenticator Authenticator, IReadOnlyList<string> RecoveryCodes)> EnrolAsync(SignedIn who)
    {
        var (key, _) = await InScopeAsync<TwoFactor, (TwoFactorKey?, Refusal?)>(
            twoFactor => twoFactor.EnrolAsync(who.Person, CancellationToken.None));
        var authenticator = new Authenticator(key!.SharedKey);
        var (codes, refusal) = await InScopeAsync<TwoFactor, (IReadOnlyList<string>?, Refusal?)>(
            twoFactor => twoFactor.ConfirmAsync(who, authenticator.NextCode(), null, CancellationToken.None));
        Assert.Null(refusal);
        return (authenticator, codes!);
    }

    public Task<AccountUser> UserAsync(Guid id) => InScopeAsync<UserManager<AccountUser>, AccountUser>(
        async users => (await users.FindByIdAsync(id.ToString()))!);

    public async Task<T> ScalarAsync<T>(string sql, params object?[] values) =>
        (await Database.Source.QueryAsync(sql, row => row.GetFieldValue<T>(0), CancellationToken.None, values)).Single();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Mail.DisposeAsync();
    }
}
