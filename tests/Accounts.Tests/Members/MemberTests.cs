using BookedBarber.Accounts.Audit;
using BookedBarber.Accounts.Members;
using BookedBarber.Accounts.People;
using BookedBarber.Accounts.Tests.Support;

namespace BookedBarber.Accounts.Tests.Members;

/// <summary>Who works for a shop, and how they come and go.</summary>
public sealed class MemberTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static readonly Guid Shop = Guid.NewGuid();
    private static readonly Guid Barber = Guid.NewGuid();

    [PostgresFact]
    public async Task An_invitation_is_accepted_once_by_whom_it_went_to()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        var ada = await accounts.AddPersonAsync("ada@example.org");
        var bob = await accounts.AddPersonAsync("bob@example.org");
        var token = await InviteAsync(accounts, "Ada@example.org", ShopRole.Barber, Barber);

        Assert.Null(await AcceptAsync(accounts, token, bob));
        Assert.Equal(new Membership(Shop, ShopRole.Barber, Barber), await AcceptAsync(accounts, token, ada));
        Assert.Null(await AcceptAsync(accounts, token, ada));

        Assert.Equal(
            new Membership(Shop, ShopRole.Barber, Barber), Assert.Single((await accounts.PersonAsync(ada.Id)).Memberships));
        Assert.Empty(await accounts.Invitations.ReadAsync(Shop, CancellationToken.None));
        Assert.Equal(ada.Id, Assert.Single(await accounts.Members.ReadAsync(Shop, CancellationToken.None)).User);
    }

    [PostgresFact]
    public async Task An_invitation_ends_after_a_week_or_when_it_is_taken_back()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        var ada = await accounts.AddPersonAsync("ada@example.org");
        var old = await InviteAsync(accounts, ada.Email, ShopRole.Manager);
        accounts.Manual.Advance(TimeSpan.FromDays(7.1));
        Assert.Null(await AcceptAsync(accounts, old, ada));

        var second = await InviteAsync(accounts, ada.Email, ShopRole.Manager, number: 2);
        var open = Assert.Single(await accounts.Invitations.ReadAsync(Shop, CancellationToken.None));
        Assert.False(await accounts.Invitations.RevokeAsync(
            Entry() with { Shop = Guid.NewGuid() }, open.Id, CancellationToken.None));
        Assert.True(await accounts.Invitations.RevokeAsync(Entry(), open.Id, CancellationToken.None));
        Assert.Null(await AcceptAsync(accounts, second, ada));
    }

    [PostgresFact]
    public async Task A_shop_keeps_its_last_owner_even_when_two_remove_each_other()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        var ada = await accounts.AddPersonAsync("ada@example.org");
        var bob = await accounts.AddPersonAsync("bob@example.org");
        await AcceptAsync(accounts, await InviteAsync(accounts, ada.Email, ShopRole.Owner), ada);
        await AcceptAsync(accounts, await InviteAsync(accounts, bob.Email, ShopRole.Owner), bob);

        var removals = await Task.WhenAll(
            RemoveAsync(accounts, ada.Id),
            RemoveAsync(accounts, bob.Id));

        Assert.Equal([Removal.Removed, Removal.LastOwner], removals.Order());
        Assert.Equal(Removal.NotFound, await RemoveAsync(accounts, Guid.NewGuid()));
    }

    [PostgresFact]
    public async Task An_owner_stays_one_whatever_else_they_accept()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        var ada = await accounts.AddPersonAsync("ada@example.org");
        await AcceptAsync(accounts, await InviteAsync(accounts, ada.Email, ShopRole.Owner), ada);
        var accepted = await AcceptAsync(
            accounts, await InviteAsync(accounts, ada.Email, ShopRole.Barber, Barber, number: 2), ada);

        Assert.Equal(new Membership(Shop, ShopRole.Owner, null), accepted);
        Assert.Equal(1, await accounts.ScalarAsync<long>(
            "select count(*) from accounts.audit_log where action = 'member.added'"));
        Assert.Equal(ShopRole.Owner, Assert.Single((await accounts.PersonAsync(ada.Id)).Memberships).Role);
    }

    [PostgresFact]
    public async Task One_person_founds_a_few_shops_however_many_they_ask_for_at_once()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        var ada = await accounts.AddPersonAsync("ada@example.org");

        var founded = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => accounts.Members.FoundAsync(
            ada, 3, () => Task.FromResult<Guid?>(Guid.NewGuid()), CancellationToken.None)));

        Assert.Equal(3, founded.Count(one => one == Founding.Founded));
        Assert.Equal(3, (await accounts.PersonAsync(ada.Id)).Memberships.Length);
    }

    [PostgresFact]
    public async Task A_shop_that_was_created_has_its_owner_even_when_the_caller_has_gone_meanwhile()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        var ada = await accounts.AddPersonAsync("ada@example.org");
        using var gone = new CancellationTokenSource();

        Assert.Equal(Founding.Founded, await accounts.Members.FoundAsync(
            ada,
            3,
            async () =>
            {
                await gone.CancelAsync();
                return Shop;
            },
            gone.Token));

        Assert.Equal(Shop, Assert.Single((await accounts.PersonAsync(ada.Id)).Memberships).Shop);
    }

    [PostgresFact]
    public async Task A_shop_whose_owner_was_lost_by_a_crash_gets_them_with_the_next_try_and_nobody_else_later()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        var ada = await accounts.AddPersonAsync("ada@example.org");

        await Assert.ThrowsAnyAsync<Exception>(() => accounts.Members.FoundAsync(
            ada,
            3,
            async () =>
            {
                await accounts.ScalarAsync<long>(
                    """
                    select count(pg_terminate_backend(pid)) from pg_stat_activity
                    where datname = current_database() and state = 'idle in transaction'
                    """);
                return Shop;
            },
            CancellationToken.None));
        Assert.Empty((await accounts.PersonAsync(ada.Id)).Memberships);

        Assert.Equal(Founding.Founded, await FoundAsync(accounts, ada));
        Assert.Equal(Founding.HasPeople, await FoundAsync(accounts, ada));
        Assert.Equal(ada.Id, Assert.Single(await accounts.Members.ReadAsync(Shop, CancellationToken.None)).User);
    }

    [PostgresFact]
    public async Task Who_could_not_be_kept_from_the_feeds_is_still_a_member()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        var ada = await accounts.AddPersonAsync("ada@example.org");
        await AcceptAsync(accounts, await InviteAsync(accounts, ada.Email, ShopRole.Barber, Barber), ada);

        await Assert.ThrowsAsync<TimeoutException>(() => accounts.Members.RemoveAsync(
            Entry(), ada.Id, _ => throw new TimeoutException(), CancellationToken.None));
        Assert.Single((await accounts.PersonAsync(ada.Id)).Memberships);

        Membership? left = null;
        Assert.Equal(Removal.Removed, await accounts.Members.RemoveAsync(
            Entry(),
            ada.Id,
            membership =>
            {
                left = membership;
                return Task.CompletedTask;
            },
            CancellationToken.None));
        Assert.Equal(new Membership(Shop, ShopRole.Barber, Barber), left);
    }

    private static Task<Removal> RemoveAsync(AccountsUnderTest accounts, Guid user) =>
        accounts.Members.RemoveAsync(Entry(), user, _ => Task.CompletedTask, CancellationToken.None);

    private static Task<Founding> FoundAsync(AccountsUnderTest accounts, Person person) => accounts.Members.FoundAsync(
        person, 3, () => Task.FromResult<Guid?>(Shop), CancellationToken.None);

    private static AuditEntry Entry() => new()
    {
        Actor = AuditActor.Key(Guid.NewGuid(), "test"),
        Action = "",
        Shop = Shop,
    };

    private static async Task<string> InviteAsync(
        AccountsUnderTest accounts, string email, ShopRole role, Guid? barber = null, int number = 1)
    {
        Assert.NotNull(await accounts.Invitations.AddAsync(
            Entry(), "Sharp & Söhne", email, role, barber, CancellationToken.None));
        await accounts.DeliverAsync();
        var mails = accounts.Mail.Arrived.Where(mail =>
            mail.To.Equals(email, StringComparison.OrdinalIgnoreCase)
            && mail.Body.Contains("/account/invitation", StringComparison.Ordinal));
        return mails.ElementAt(number - 1).Query("token");
    }

    private static Task<Membership?> AcceptAsync(AccountsUnderTest accounts, string token, Person person) =>
        accounts.Invitations.AcceptAsync(token, person, null, CancellationToken.None);
}
