using BookedBarber.Accounts.Audit;
using BookedBarber.Accounts.Members;
using BookedBarber.Accounts.SignIn;
using BookedBarber.Accounts.Tests.Support;

namespace BookedBarber.Accounts.Tests.Mails;

/// <summary>Mails go out once, later when they cannot now, and not for ever.</summary>
public sealed class DeliveryTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const string Email = "ada@example.org";

    [PostgresFact]
    public async Task A_mail_that_is_refused_is_tried_again_later_and_later()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        await accounts.RegisterAsync(Email);
        accounts.Mail.RefuseNext(2);

        Assert.Equal(1, await accounts.DeliverAsync());
        Assert.Equal(0, await accounts.DeliverAsync());
        accounts.Manual.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(1, await accounts.DeliverAsync());
        accounts.Manual.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(0, await accounts.DeliverAsync());
        accounts.Manual.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(1, await accounts.DeliverAsync());

        Assert.Single(accounts.Mail.Arrived);
    }

    [PostgresFact]
    public async Task After_twelve_attempts_it_is_given_up_and_the_reason_stays()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        await accounts.RegisterAsync(Email);
        accounts.Mail.RefuseNext(1_000);

        for (var attempt = 0; attempt < 20; attempt++)
        {
            await accounts.DeliverAsync();
            accounts.Manual.Advance(TimeSpan.FromHours(1.1));
        }

        Assert.Equal(12, await accounts.ScalarAsync<int>("select attempts from accounts.mails"));
        Assert.Contains(
            "not now",
            await accounts.ScalarAsync<string>("select error from accounts.mails where given_up_at is not null"),
            StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Two_processes_send_each_mail_once()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        await using var another = accounts.Another();
        for (var number = 0; number < 8; number++)
        {
            await accounts.RegisterAsync($"ada-{number}@example.org");
        }

        var delivered = await Task.WhenAll(accounts.DeliverAsync(), another.DeliverAsync());

        Assert.Equal(8, delivered.Sum());
        Assert.Equal(8, accounts.Mail.Arrived.Concat(another.Mail.Arrived).Select(mail => mail.To).Distinct().Count());
    }

    [PostgresFact]
    public async Task Nobody_is_buried_in_mails()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        await accounts.AddPersonAsync(Email);
        for (var time = 0; time < 15; time++)
        {
            await accounts.RegisterAsync(Email.ToUpperInvariant());
        }

        await accounts.DeliverAsync();

        Assert.Equal(10, accounts.Mail.Arrived.Count);
        accounts.Manual.Advance(TimeSpan.FromHours(1.1));
        await accounts.RegisterAsync(Email);
        Assert.Equal(1, await accounts.DeliverAsync());
    }

    [PostgresFact]
    public async Task What_strangers_cause_keeps_no_other_mail_from_somebody()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        var ada = await accounts.AddPersonAsync(Email);
        var (_, who) = await accounts.BeginAsync(ada);
        for (var time = 0; time < 15; time++)
        {
            await accounts.RegisterAsync(Email);
        }

        await accounts.InScopeAsync<Passwords, bool>(async passwords =>
        {
            await passwords.ForgetAsync(Email, CancellationToken.None);
            return await passwords.ChangeAsync(
                who, AccountsUnderTest.Password, "another password", null, CancellationToken.None) is null;
        });
        var entry = new AuditEntry { Actor = AuditActor.Person(ada.Id, ada.Email), Action = "", Shop = Guid.NewGuid() };
        await accounts.Invitations.AddAsync(entry, "Sharp", Email, ShopRole.Manager, null, CancellationToken.None);
        await accounts.DeliverAsync();

        Assert.Single(accounts.Mail.Arrived, mail => mail.Subject == "A new password");
        Assert.Single(accounts.Mail.Arrived, mail => mail.Subject == "Your password was changed");
        Assert.Single(accounts.Mail.Arrived, mail => mail.Body.Contains("/account/invitation", StringComparison.Ordinal));
    }
}
