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
    public async Task Who_was_invited_finds_the_open_invitations_to_their_address_and_accepts_one_of_them()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        var ada = await accounts.AddPersonAsync("ada@example.org");
        var bob = await accounts.AddPersonAsync("bob@example.org");
        var link = await InviteAsync(accounts, "Ada@Example.org", ShopRole.Manager);

        Assert.Empty(await accounts.Invitations.ReadForAsync(bob, CancellationToken.None));
        var found = Assert.Single(await accounts.Invitations.ReadForAsync(ada, CancellationToken.None));
        Assert.Equal(("Sharp & Söhne", ShopRole.Manager), (found.Shop, found.Role));
        Assert.Equal(
            (found.Shop, "Ada@Example.org"),
            await accounts.Invitations.FindAsync(link, CancellationToken.None) is { } same ? (same.Shop, same.Email) : default);
        Assert.NotNull(await AcceptAsync(accounts, found.Token, ada));
        Assert.Empty(await accounts.Invitations.ReadForAsync(ada, CancellationToken.None));
        Assert.Null(await accounts.Invitations.FindAsync(link, CancellationToken.None));
        Assert.Null(await accounts.Invitations.FindAsync("made up", CancellationToken.None));

        await InviteAsync(accounts, ada.Email, ShopRole.Owner, number: 2);
        accounts.Manual.Advance(TimeSpan.FromDays(7.1));
        Assert.Empty(await accounts.Invitations.ReadForAsync(ada, CancellationToken.None));
    }

    [PostgresFact]
    public async Task The_log_says_who_was_removed()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        var ada = await accounts.AddPersonAsync("ada@example.org");
        await AcceptAsync(accounts, await InviteAsync(accounts, ada.Email, ShopRole.Manager), ada);
        await RemoveAsync(accounts, ada.Id);

        var entry = (await accounts.Audit.ReadAsync(Shop, null, 1, CancellationToken.None))[0].Entry;

        Assert.Equal((AuditActions.MemberRemoved, $"{ada.Id}"), (entry.Action, entry.Subject));
        Assert.Equal(ada.Email, entry.Detail!.Value.GetProperty("email").GetString());
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
    public async Task What_a_shop_has_sent_in_a_day_counts_whatever_became_of_it()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        Task<Invitation?> invite(int number) => accounts.Invitations.AddAsync(
            Entry(), "Sharp", $"{number}@example.org", ShopRole.Manager, null, CancellationToken.None);

        for (var number = 0; number < Invitations.MaxOpen; number++)
        {
            var invitation = await invite(number);
            Assert.True(await accounts.Invitations.RevokeAsync(Entry(), invitation!.Id, CancellationToken.None));
        }

        Assert.Null(await invite(-1));
        accounts.Manual.Advance(TimeSpan.FromDays(1.1));
        Assert.NotNull(await invite(-1));
    }

    [PostgresFact]
    public async Task The_invitations_of_who_is_removed_are_taken_back_and_those_of_others_are_not()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        var (ada, bob) = (await accounts.AddPersonAsync("ada@example.org"), await accounts.AddPersonAsync("bob@example.org"));
        var cyd = await accounts.AddPersonAsync("cyd@example.org");
        await AcceptAsync(accounts, await InviteAsync(accounts, ada.Email, ShopRole.Owner), ada);
        await AcceptAsync(accounts, await InviteAsync(accounts, bob.Email, ShopRole.Owner), bob);
        var byAda = await InviteAsync(accounts, cyd.Email, ShopRole.Owner, by: ada);
        await InviteAsync(accounts, "dan@example.org", ShopRole.Manager, by: bob);

        Assert.Equal(Removal.Removed, await RemoveAsync(accounts, ada.Id));

        Assert.Empty(await accounts.Invitations.ReadForAsync(cyd, CancellationToken.None));
        Assert.Null(await AcceptAsync(accounts, byAda, cyd));
        Assert.Equal(
            ["dan@example.org"],
            (await accounts.Invitations.ReadAsync(Shop, CancellationToken.None)).Select(open => open.Email));
        Assert.Equal(1, await accounts.ScalarAsync<long>(
            "select count(*) from accounts.audit_log where action = 'member.invitation-revoked' and subject = $1",
            cyd.Email));

        // Another front door may take them for an owner for some seconds yet.
        var late = await InviteAsync(accounts, cyd.Email, ShopRole.Owner, number: 2, by: ada);
        Assert.Null(await AcceptAsync(accounts, late, cyd));
    }

    [PostgresFact]
    public async Task What_a_shop_is_called_does_not_stand_in_the_subject_of_a_mail()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);

        await InviteAsync(accounts, "ada@example.org", ShopRole.Manager);

        var mail = await accounts.Mail.ExpectAsync("ada@example.org", "invites you");
        Assert.DoesNotContain("Sharp", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("Sharp &", mail.Body, StringComparison.Ordinal);
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
        AccountsUnderTest accounts,
        string email,
        ShopRole role,
        Guid? barber = null,
        int number = 1,
        Person? by = null)
    {
        var entry = by is null ? Entry() : Entry() with { Actor = AuditActor.Person(by.Id, by.Email) };
        Assert.NotNull(await accounts.Invitations.AddAsync(
            entry, "Sharp & Söhne", email, role, barber, CancellationToken.None));
        await accounts.DeliverAsync();
        var mails = accounts.Mail.Arrived.Where(mail =>
            mail.To.Equals(email, StringComparison.OrdinalIgnoreCase)
            && mail.Body.Contains("/account/invitation", StringComparison.Ordinal));
        return mails.ElementAt(number - 1).Query("token");
    }

    private static Task<Membership?> AcceptAsync(AccountsUnderTest accounts, string token, Person person) =>
        accounts.Invitations.AcceptAsync(token, person, null, CancellationToken.None);
}
