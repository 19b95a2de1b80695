using BookedBarber.Accounts.SignIn;
using BookedBarber.Accounts.Tests.Support;

namespace BookedBarber.Accounts.Tests.SignIn;

/// <summary>Making an account and getting back into it, by mail.</summary>
public sealed class RegistrationTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [PostgresFact]
    public async Task The_mail_is_committed_with_the_account_and_its_link_is_made_when_it_goes_out()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);

        Assert.Null(await accounts.RegisterAsync("ada@example.org"));

        Assert.Equal(1, await accounts.ScalarAsync<long>(
            "select count(*) from accounts.mails where sent_at is null and subject is null and body is null"));
        Assert.Equal(1, await accounts.DeliverAsync());
        var mail = await accounts.Mail.ExpectAsync("ada@example.org", "Confirm");
        Assert.Equal("no-reply@barber.example", mail.From);
        Assert.DoesNotContain("Ada", mail.Body, StringComparison.Ordinal);
        Assert.Contains("https://barber.example/account/confirm-email?user=", mail.Body, StringComparison.Ordinal);
        Assert.Equal(0, await accounts.DeliverAsync());
    }

    [PostgresFact]
    public async Task An_address_that_has_an_account_is_told_so_by_mail_and_the_caller_nothing()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        var person = await accounts.AddPersonAsync("ada@example.org");

        Assert.Null(await accounts.RegisterAsync("Ada@Example.org", "another password"));

        await accounts.DeliverAsync();
        await accounts.Mail.ExpectAsync("ada@example.org", "You have an account");
        Assert.Equal(1, await accounts.ScalarAsync<long>("select count(*) from accounts.users"));
        Assert.Equal(person.Id, (await accounts.SignInAsync("ada@example.org")).Answer!.User.Id);
    }

    [PostgresFact]
    public async Task Many_who_register_one_address_at_the_same_time_make_one_account()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);

        var refusals = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => accounts.RegisterAsync("ada@example.org")));

        Assert.All(refusals, Assert.Null);
        Assert.Equal(1, await accounts.ScalarAsync<long>("select count(*) from accounts.users"));
    }

    [PostgresTheory]
    [InlineData("short")]
    [InlineData("aaaaaaaaaaaaaaaa")]
    public async Task A_password_that_is_too_easy_is_refused_and_nothing_is_kept(string password)
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);

        var refusal = await accounts.RegisterAsync("ada@example.org", password);

        Assert.Equal("validation_failed", refusal!.Code);
        Assert.Equal("password", refusal.Errors[0].Field);
        Assert.Equal(0, await accounts.ScalarAsync<long>("select count(*) from accounts.mails"));
        Assert.Equal(0, await accounts.ScalarAsync<long>("select count(*) from accounts.users"));
    }

    [PostgresFact]
    public async Task A_forgotten_password_is_replaced_once_by_the_link_and_ends_sessions_and_lock_out()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        var person = await accounts.AddPersonAsync("ada@example.org");
        var (tokens, _) = await accounts.BeginAsync(person);
        for (var attempt = 0; attempt < 5; attempt++)
        {
            await accounts.SignInAsync("ada@example.org", "wrong");
        }

        await ForgetAsync(accounts, "ada@example.org");
        await accounts.DeliverAsync();
        var mail = await accounts.Mail.ExpectAsync("ada@example.org", "A new password");
        Assert.Null(await ResetAsync(accounts, person.Id, mail.Query("token"), "another password"));

        Assert.Equal("invalid_token", (await ResetAsync(accounts, person.Id, mail.Query("token"), "a third one"))!.Code);
        Assert.Equal("invalid_credentials", (await accounts.SignInAsync("ada@example.org")).Refusal!.Code);
        Assert.NotNull((await accounts.SignInAsync("ada@example.org", "another password")).Answer);
        Assert.Null(await accounts.AccessTokens.IdentifyAsync(tokens.AccessToken));
        Assert.Null(await accounts.Sessions.RefreshAsync(tokens.RefreshToken, null, CancellationToken.None));
        await accounts.DeliverAsync();
        await accounts.Mail.ExpectAsync("ada@example.org", "Your password was changed");
    }

    [PostgresFact]
    public async Task Who_asks_for_a_new_password_for_an_address_of_nobody_sees_the_same_and_no_mail_goes_out()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);

        await ForgetAsync(accounts, "nobody@example.org");

        Assert.Equal(1, await accounts.DeliverAsync());
        Assert.Empty(accounts.Mail.Arrived);
        Assert.Equal(0, await accounts.DeliverAsync());
    }

    [PostgresTheory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("%%%")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_token_that_is_none_confirms_and_resets_nothing(string token)
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        var person = await accounts.AddPersonAsync("ada@example.org");

        Assert.Equal("invalid_token", (await ResetAsync(accounts, person.Id, token, "another password"))!.Code);
        Assert.Equal("invalid_token", (await ResetAsync(accounts, Guid.NewGuid(), token, "another password"))!.Code);
        Assert.Equal("invalid_token", (await accounts.ConfirmAsync(person.Id, token))!.Code);
    }

    private static Task<bool> ForgetAsync(AccountsUnderTest accounts, string email) =>
        accounts.InScopeAsync<Passwords, bool>(async passwords =>
        {
            await passwords.ForgetAsync(email, CancellationToken.None);
            return true;
        });

    private static Task<Refusal?> ResetAsync(AccountsUnderTest accounts, Guid user, string token, string password) =>
        accounts.InScopeAsync<Passwords, Refusal?>(
            passwords => passwords.ResetAsync(user, token, password, null, CancellationToken.None));
}
