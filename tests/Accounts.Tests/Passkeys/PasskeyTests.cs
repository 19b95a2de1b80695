using System.Text.Json.Nodes;
using BookedBarber.Accounts.Members;
using BookedBarber.Accounts.Passkeys;
using BookedBarber.Accounts.People;
using BookedBarber.Accounts.SignIn;
using BookedBarber.Accounts.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace BookedBarber.Accounts.Tests.Passkeys;

/// <summary>Passkeys are added, sign in, and end; and nothing but a good and fresh answer does.</summary>
public sealed class PasskeyTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const string Email = "ada@example.org";

    [PostgresFact]
    public async Task A_passkey_signs_in_whoever_has_it_until_it_is_removed_and_the_log_has_all_of_it()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        using var phone = new SoftwareAuthenticator();
        var person = await accounts.AddPersonAsync(Email);

        Assert.Null(await AddAsync(accounts, person, phone));
        var (answer, _) = await SignInAsync(accounts, phone);

        Assert.Equal(person.Id, answer!.User.Id);
        var passkey = Assert.Single(await ReadAsync(accounts, person));
        Assert.Equal("phone", passkey.Name);
        await accounts.DeliverAsync();
        await accounts.Mail.ExpectAsync(Email, "A new passkey");

        var (_, lost) = await accounts.BeginAsync(person);
        var (kept, keeper) = await accounts.BeginAsync(person);
        Assert.True(await RemoveAsync(accounts, keeper, passkey.Id));
        Assert.False(await RemoveAsync(accounts, keeper, passkey.Id));

        Assert.Empty(await ReadAsync(accounts, person));
        Assert.Equal("invalid_passkey", (await SignInAsync(accounts, phone)).Refusal!.Code);
        Assert.NotNull(await accounts.AccessTokens.IdentifyAsync(kept.AccessToken));
        Assert.Null(await accounts.Get<KnownPeople>().BySessionAsync(lost.Session!.Value));
        Assert.Equal(
            ["account.passkey-added {\"passkey\": \"phone\"}", "account.signed-in {}", "account.passkey-removed {\"passkey\": \"phone\"}"],
            await LogAsync(accounts));
    }

    [PostgresFact]
    public async Task An_answer_is_taken_once_though_the_authenticator_does_not_count()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        using var phone = new SoftwareAuthenticator();
        await AddAsync(accounts, await accounts.AddPersonAsync(Email), phone);
        var (credential, ticket) = await AnswerAsync(accounts, phone);

        var answers = await Task.WhenAll(
            SignInAsync(accounts, credential, ticket), SignInAsync(accounts, credential, ticket));

        Assert.Single(answers, answer => answer.Answer is not null);
        Assert.Equal("invalid_passkey", (await SignInAsync(accounts, credential, ticket)).Refusal!.Code);
        Assert.Equal(2, (await LogAsync(accounts)).Count(entry => entry.StartsWith("account.sign-in-failed")));
    }

    [PostgresFact]
    public async Task What_is_refused_since_there_were_too_many_attempts_is_no_failure_of_its_own()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        using var phone = new SoftwareAuthenticator();
        await AddAsync(accounts, await accounts.AddPersonAsync(Email), phone);
        var (credential, ticket) = await AnswerAsync(accounts, phone);
        Assert.NotNull((await SignInAsync(accounts, credential, ticket)).Answer);

        for (var attempt = 0; attempt < 8; attempt++)
        {
            Assert.Equal("invalid_passkey", (await SignInAsync(accounts, credential, ticket)).Refusal!.Code);
        }

        var log = await LogAsync(accounts);
        Assert.Equal(4, log.Count(entry => entry.StartsWith("account.sign-in-failed")));
        Assert.Single(log, entry => entry.StartsWith("account.locked-out"));
    }

    [PostgresFact]
    public async Task An_authenticator_that_counts_must_go_on_counting()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        using var key = new SoftwareAuthenticator { Count = 7 };
        await AddAsync(accounts, await accounts.AddPersonAsync(Email), key);

        Assert.Equal("invalid_passkey", (await SignInAsync(accounts, key)).Refusal!.Code);
        key.Count = 8;
        Assert.NotNull((await SignInAsync(accounts, key)).Answer);
        Assert.Equal("invalid_passkey", (await SignInAsync(accounts, key)).Refusal!.Code);
    }

    [PostgresTheory]
    [InlineData("unverified")]
    [InlineData("another origin")]
    [InlineData("an origin below ours")]
    [InlineData("an origin without encryption")]
    [InlineData("another domain")]
    public async Task What_was_not_verified_or_was_not_meant_for_here_is_refused_for_adding_and_for_signing_in(string what)
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        using var phone = new SoftwareAuthenticator();
        using var bad = new SoftwareAuthenticator();
        var person = await accounts.AddPersonAsync(Email);
        await AddAsync(accounts, person, phone);
        foreach (var one in (SoftwareAuthenticator[])[phone, bad])
        {
            one.Verifies = what != "unverified";
            one.Domain = what == "another domain" ? "other.example" : one.Domain;
            one.Origin = what switch
            {
                "another origin" => "https://other.example",
                "an origin below ours" => "https://evil.barber.example",
                "an origin without encryption" => "http://barber.example",
                _ => one.Origin,
            };
        }

        Assert.Equal("invalid_passkey", (await AddAsync(accounts, person, bad))!.Code);
        Assert.Equal("invalid_passkey", (await SignInAsync(accounts, phone)).Refusal!.Code);
        Assert.Single(await ReadAsync(accounts, person));
    }

    [PostgresFact]
    public async Task What_was_changed_on_the_way_or_is_too_late_or_was_for_something_else_is_refused()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        using var phone = new SoftwareAuthenticator();
        using var another = new SoftwareAuthenticator();
        var (ada, bob) = (await accounts.AddPersonAsync(Email), await accounts.AddPersonAsync("bob@example.org"));
        await AddAsync(accounts, ada, phone);
        await AddAsync(accounts, bob, another);
        var (credential, ticket) = await AnswerAsync(accounts, phone);
        var (_, foreignTicket) = await AnswerAsync(accounts, another);
        var toAdd = await AskAsync(accounts, ada);

        var handle = JsonNode.Parse(another.Answer((await AskAsync(accounts)).Options))!["response"]!["userHandle"]!;
        string[] changed =
        [
            Change(credential, "signature", JsonNode.Parse(another.Answer((await AskAsync(accounts)).Options))!
                ["response"]!["signature"]!),
            Change(credential, "userHandle", handle),
            Change(credential, "userHandle", null),
            Change(credential, "authenticatorData", "AAAA"),
            Change(credential, "clientDataJSON", "e30"),
            "{}", "[]", "null", "", "{\"id\":7}", "{\"id\":\"*\"}", "{\"id\":\"\\ud800\"}",
        ];

        foreach (var one in changed)
        {
            Assert.Equal("invalid_passkey", (await SignInAsync(accounts, one, ticket)).Refusal!.Code);
            await accounts.ScalarAsync<int>("update accounts.users set access_failed_count = 0 where email = $1 returning 1", Email);
        }

        Assert.Equal("invalid_passkey", (await SignInAsync(accounts, credential, foreignTicket)).Refusal!.Code);
        Assert.Equal("invalid_passkey", (await SignInAsync(accounts, credential, toAdd.Ticket)).Refusal!.Code);
        Assert.Equal("invalid_passkey", (await SignInAsync(accounts, credential, ticket[..^2])).Refusal!.Code);
        using var third = new SoftwareAuthenticator();
        Assert.Equal(
            "invalid_passkey", (await AddAsync(accounts, bob, third.Make(toAdd.Options), toAdd.Ticket))!.Code);
        accounts.Manual.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal("invalid_passkey", (await SignInAsync(accounts, credential, ticket)).Refusal!.Code);
        Assert.NotNull((await SignInAsync(accounts, phone)).Answer);
    }

    [PostgresFact]
    public async Task Who_is_locked_out_or_has_not_confirmed_their_address_does_not_get_in_with_a_passkey_either()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres, TimeProvider.System);
        using var phone = new SoftwareAuthenticator();
        await AddAsync(accounts, await accounts.AddPersonAsync(Email), phone);

        await accounts.ScalarAsync<int>("update accounts.users set email_confirmed = false returning 1");
        Assert.Equal("email_not_confirmed", (await SignInAsync(accounts, phone)).Refusal!.Code);
        await accounts.DeliverAsync();
        await accounts.Mail.ExpectAsync(Email, "Confirm", number: 2);
        await accounts.ScalarAsync<int>("update accounts.users set email_confirmed = true returning 1");

        phone.Domain = "other.example";
        for (var attempt = 0; attempt < 5; attempt++)
        {
            Assert.Equal("invalid_passkey", (await SignInAsync(accounts, phone)).Refusal!.Code);
        }

        phone.Domain = "barber.example";
        Assert.Equal("locked_out", (await SignInAsync(accounts, phone)).Refusal!.Code);
        Assert.Equal("locked_out", (await accounts.SignInAsync(Email)).Refusal!.Code);
        Assert.Contains("account.locked-out {}", await LogAsync(accounts));
    }

    [PostgresFact]
    public async Task A_passkey_is_two_factors_for_who_has_set_the_second_one_up()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        using var phone = new SoftwareAuthenticator();
        var person = await accounts.AddPersonAsync(Email);
        await AddAsync(accounts, person, phone);
        await ShopMembers.PutAsync(
            await accounts.Database.Source.OpenConnectionAsync(), person.Id,
            new Membership(Guid.NewGuid(), ShopRole.Owner, null), accounts.Clock.GetUtcNow(), CancellationToken.None);

        Assert.False((await SignInAsync(accounts, phone)).Answer!.WithTwoFactor);
        var (_, who) = await accounts.BeginAsync(person);
        await accounts.EnrolAsync(who);
        Assert.True((await SignInAsync(accounts, phone)).Answer!.WithTwoFactor);
    }

    [PostgresFact]
    public async Task An_account_has_ten_at_most_and_an_authenticator_one_of_them()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        var person = await accounts.AddPersonAsync(Email);
        using var first = new SoftwareAuthenticator();
        Assert.Null(await AddAsync(accounts, person, first));
        Assert.Equal("invalid_passkey", (await AddAsync(accounts, person, first))!.Code);
        for (var number = 2; number <= 10; number++)
        {
            using var more = new SoftwareAuthenticator();
            Assert.Null(await AddAsync(accounts, person, more));
        }

        using var eleventh = new SoftwareAuthenticator();
        Assert.Equal("too_many_passkeys", (await AddAsync(accounts, person, eleventh))!.Code);
        Assert.Equal(10, (await ReadAsync(accounts, person)).Count);
    }

    private static string Change(string credential, string field, JsonNode? value)
    {
        var json = JsonNode.Parse(credential)!;
        json["response"]![field] = value?.DeepClone();
        return json.ToJsonString();
    }

    private static DefaultHttpContext Http() => new() { Request = { Host = new HostString("barber.example") } };

    private static Task<PasskeyQuestion> AskAsync(AccountsUnderTest accounts) =>
        accounts.InScopeAsync<PasskeySignIns, PasskeyQuestion>(signIns => signIns.AskAsync(Http()));

    private static Task<PasskeyQuestion> AskAsync(AccountsUnderTest accounts, Person person) =>
        accounts.InScopeAsync<OwnPasskeys, PasskeyQuestion>(passkeys => passkeys.AskAsync(person, Http()));

    private static async Task<(string Credential, string Ticket)> AnswerAsync(
        AccountsUnderTest accounts, SoftwareAuthenticator authenticator)
    {
        var question = await AskAsync(accounts);
        return (authenticator.Answer(question.Options), question.Ticket);
    }

    private static async Task<(SignInAnswer? Answer, Refusal? Refusal)> SignInAsync(
        AccountsUnderTest accounts, SoftwareAuthenticator authenticator)
    {
        var (credential, ticket) = await AnswerAsync(accounts, authenticator);
        return await SignInAsync(accounts, credential, ticket);
    }

    private static Task<(SignInAnswer? Answer, Refusal? Refusal)> SignInAsync(
        AccountsUnderTest accounts, string credential, string ticket) =>
        accounts.InScopeAsync<PasskeySignIns, (SignInAnswer?, Refusal?)>(signIns => signIns.SignInAsync(
            new PasskeyAnswer(credential, ticket, Http(), "192.0.2.1"), CancellationToken.None));

    private static async Task<Refusal?> AddAsync(
        AccountsUnderTest accounts, Person person, SoftwareAuthenticator authenticator)
    {
        var question = await AskAsync(accounts, person);
        return await AddAsync(accounts, person, authenticator.Make(question.Options), question.Ticket);
    }

    private static Task<Refusal?> AddAsync(AccountsUnderTest accounts, Person person, string credential, string ticket) =>
        accounts.InScopeAsync<OwnPasskeys, Refusal?>(passkeys => passkeys.AddAsync(
            person, "phone", new PasskeyAnswer(credential, ticket, Http(), "192.0.2.1"), CancellationToken.None));

    private static Task<IReadOnlyList<Passkey>> ReadAsync(AccountsUnderTest accounts, Person person) =>
        accounts.InScopeAsync<OwnPasskeys, IReadOnlyList<Passkey>>(passkeys => passkeys.ReadAsync(person));

    private static Task<bool> RemoveAsync(AccountsUnderTest accounts, SignedIn who, string id) =>
        accounts.InScopeAsync<OwnPasskeys, bool>(passkeys => passkeys.RemoveAsync(
            who, id, "192.0.2.1", CancellationToken.None));

    // What somebody did after they had confirmed their address.
    private static async Task<string[]> LogAsync(AccountsUnderTest accounts) =>
        (await accounts.ScalarAsync<string[]>("""
            select array_agg(action || ' ' || detail order by id) from accounts.audit_log
            where action not in ('account.registered', 'account.email-confirmed')
            """));
}
