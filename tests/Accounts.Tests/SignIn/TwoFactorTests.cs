using BookedBarber.Accounts.Database;
using BookedBarber.Accounts.Identity;
using BookedBarber.Accounts.People;
using BookedBarber.Accounts.SignIn;
using BookedBarber.Accounts.Tests.Support;
using BookedBarber.TestKit.Client;
using Microsoft.AspNetCore.Identity;

namespace BookedBarber.Accounts.Tests.SignIn;

/// <summary>The second factor: set up, asked for, used once, given up.</summary>
public sealed class TwoFactorTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const string Email = "ada@example.org";

    [PostgresFact]
    public async Task Once_it_is_set_up_the_password_alone_does_not_do()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        var person = await accounts.AddPersonAsync(Email);
        var (tokens, who) = await accounts.BeginAsync(person);
        var (others, _) = await accounts.BeginAsync(person);

        var (authenticator, codes) = await accounts.EnrolAsync(who);

        Assert.Equal(10, codes.Count);
        Assert.Equal("two_factor_required", (await accounts.SignInAsync(Email)).Refusal!.Code);
        Assert.Equal(
            "invalid_code", (await accounts.SignInAsync(Email, code: authenticator.WrongCode())).Refusal!.Code);
        Assert.True((await accounts.SignInAsync(Email, code: authenticator.NextCode())).Answer!.WithTwoFactor);

        // The session in which it was set up has shown it; all others begin anew.
        Assert.True((await accounts.AccessTokens.IdentifyAsync(tokens.AccessToken))!.WithTwoFactor);
        Assert.Null(await accounts.AccessTokens.IdentifyAsync(others.AccessToken));
    }

    [PostgresFact]
    public async Task A_code_is_good_once()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        var (_, who) = await accounts.BeginAsync(await accounts.AddPersonAsync(Email));
        var (authenticator, codes) = await accounts.EnrolAsync(who);
        var code = authenticator.NextCode();

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => accounts.SignInAsync(Email, code: code)));

        Assert.Single(answers, answer => answer.Answer is not null);
        Assert.NotNull((await accounts.SignInAsync(Email, recoveryCode: codes[3])).Answer);
        Assert.Equal("invalid_code", (await accounts.SignInAsync(Email, recoveryCode: codes[3])).Refusal!.Code);
    }

    [PostgresFact]
    public async Task A_code_that_was_used_is_not_good_again_after_another_one_nor_is_an_older_one()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres, TimeProvider.System);
        var (_, who) = await accounts.BeginAsync(await accounts.AddPersonAsync(Email));
        var (authenticator, _) = await accounts.EnrolAsync(who);
        var (first, skipped, second) = (authenticator.NextCode(), authenticator.NextCode(), authenticator.NextCode());

        Assert.NotNull((await accounts.SignInAsync(Email, code: first)).Answer);
        Assert.NotNull((await accounts.SignInAsync(Email, code: second)).Answer);

        foreach (var code in (string[])[first, second, skipped])
        {
            Assert.Equal("invalid_code", (await accounts.SignInAsync(Email, code: code)).Refusal!.Code);
        }
    }

    [PostgresFact]
    public async Task Who_gives_the_second_factor_up_sets_up_another_at_once()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        var (_, who) = await accounts.BeginAsync(await accounts.AddPersonAsync(Email));
        var (authenticator, _) = await accounts.EnrolAsync(who);
        Assert.Null(await DisableAsync(accounts, who, authenticator.NextCode()));

        var (another, _) = await accounts.EnrolAsync(who);

        Assert.NotNull((await accounts.SignInAsync(Email, code: another.NextCode())).Answer);
    }

    [PostgresFact]
    public async Task The_key_that_waits_for_its_first_code_stays_until_it_is_used_given_up_or_the_password_changes()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        var (_, who) = await accounts.BeginAsync(await accounts.AddPersonAsync(Email));

        var first = await WaitingKeyAsync(accounts, who);
        Assert.Equal(first, await WaitingKeyAsync(accounts, who));
        Assert.Null(await accounts.InScopeAsync<Passwords, Refusal?>(passwords => passwords.ChangeAsync(
            who, AccountsUnderTest.Password, "another password", null, CancellationToken.None)));
        var second = await WaitingKeyAsync(accounts, who);
        Assert.NotEqual(first, second);

        var authenticator = new Authenticator(second);
        await accounts.InScopeAsync<TwoFactor, (IReadOnlyList<string>?, Refusal?)>(
            twoFactor => twoFactor.ConfirmAsync(who, authenticator.NextCode(), null, CancellationToken.None));
        Assert.Null(await DisableAsync(accounts, who, authenticator.NextCode()));
        Assert.NotEqual(second, await WaitingKeyAsync(accounts, who));
    }

    [PostgresFact]
    public async Task Recovery_codes_that_were_not_stored_since_the_account_changed_meanwhile_are_not_said_to_be()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        var (_, who) = await accounts.BeginAsync(await accounts.AddPersonAsync(Email));
        var (authenticator, codes) = await accounts.EnrolAsync(who);

        await accounts.InScopeAsync<TwoFactor, TwoFactorState>(async twoFactor =>
        {
            var state = await twoFactor.StateAsync(who.Person);
            await accounts.Database.Source.ExecuteAsync(
                "update accounts.users set concurrency_stamp = 'another'", CancellationToken.None);
            await Assert.ThrowsAsync<TimeoutException>(() => twoFactor.NewRecoveryCodesAsync(
                who, authenticator.NextCode(), null, CancellationToken.None));
            return state;
        });

        Assert.NotNull((await accounts.SignInAsync(Email, recoveryCode: codes[0])).Answer);
        Assert.Equal(0, await accounts.ScalarAsync<long>(
            "select count(*) from accounts.audit_log where action = 'account.recovery-codes-made'"));
    }

    private static async Task<string> WaitingKeyAsync(AccountsUnderTest accounts, SignedIn who) =>
        (await accounts.InScopeAsync<TwoFactor, (TwoFactorKey? Key, Refusal?)>(
            twoFactor => twoFactor.WaitingKeyAsync(who.Person, CancellationToken.None))).Key!.SharedKey;

    [PostgresFact]
    public async Task Wrong_codes_lock_out_as_wrong_passwords_do()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres, TimeProvider.System);
        var (_, who) = await accounts.BeginAsync(await accounts.AddPersonAsync(Email));
        var (authenticator, _) = await accounts.EnrolAsync(who);

        for (var attempt = 0; attempt < 5; attempt++)
        {
            await accounts.SignInAsync(Email, code: authenticator.WrongCode());
        }

        Assert.Equal(
            "locked_out", (await accounts.SignInAsync(Email, code: authenticator.NextCode())).Refusal!.Code);
    }

    [PostgresFact]
    public async Task Of_many_codes_at_the_same_time_no_more_are_compared_than_one_after_the_other()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        var (_, who) = await accounts.BeginAsync(await accounts.AddPersonAsync(Email));
        var (authenticator, _) = await accounts.EnrolAsync(who);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 40).Select(_ => accounts.SignInAsync(Email, code: authenticator.WrongCode())));

        Assert.Equal(4, answers.Count(answer => answer.Refusal!.Code == "invalid_code"));
        Assert.Equal(36, answers.Count(answer => answer.Refusal!.Code == "locked_out"));
        Assert.Equal("locked_out", (await DisableAsync(accounts, who, authenticator.NextCode()))!.Code);
    }

    [PostgresFact]
    public async Task The_right_password_without_a_code_is_no_failure_and_takes_none_back()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        var (_, who) = await accounts.BeginAsync(await accounts.AddPersonAsync(Email));
        var (authenticator, _) = await accounts.EnrolAsync(who);

        var codes = new List<string>();
        for (var attempt = 0; attempt < 5; attempt++)
        {
            Assert.Equal("two_factor_required", (await accounts.SignInAsync(Email)).Refusal!.Code);
            Assert.Equal("two_factor_required", (await accounts.SignInAsync(Email)).Refusal!.Code);
            codes.Add((await accounts.SignInAsync(Email, code: authenticator.WrongCode())).Refusal!.Code);
        }

        Assert.Equal(["invalid_code", "invalid_code", "invalid_code", "invalid_code", "locked_out"], codes);
        Assert.Equal("locked_out", (await accounts.SignInAsync(Email)).Refusal!.Code);
    }

    [PostgresFact]
    public async Task It_is_not_replaced_while_it_is_in_use_and_is_given_up_with_a_code()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        var (_, who) = await accounts.BeginAsync(await accounts.AddPersonAsync(Email));
        var (authenticator, _) = await accounts.EnrolAsync(who);

        Assert.Equal("two_factor_enabled", (await EnrolAsync(accounts, who)).Refusal!.Code);
        Assert.Equal("invalid_code", (await DisableAsync(accounts, who, authenticator.WrongCode()))!.Code);
        Assert.Null(await DisableAsync(accounts, who, authenticator.NextCode()));

        Assert.False((await accounts.SignInAsync(Email)).Answer!.WithTwoFactor);
        Assert.Equal("two_factor_not_enabled", (await DisableAsync(accounts, who, "123456"))!.Code);
    }

    [PostgresFact]
    public async Task Who_has_lost_the_authenticator_gives_it_up_with_a_recovery_code_which_is_good_once()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        var (_, who) = await accounts.BeginAsync(await accounts.AddPersonAsync(Email));
        var (lost, codes) = await accounts.EnrolAsync(who);
        Assert.NotNull((await accounts.SignInAsync(Email, recoveryCode: codes[0])).Answer);

        Assert.Equal("invalid_code", (await DisableAsync(accounts, who, recoveryCode: codes[0]))!.Code);
        Assert.Equal("invalid_code", (await DisableAsync(accounts, who, code: codes[1]))!.Code);
        Assert.Null(await DisableAsync(accounts, who, recoveryCode: codes[1]));

        var (another, newCodes) = await accounts.EnrolAsync(who);
        Assert.Equal("invalid_code", (await accounts.SignInAsync(Email, code: lost.NextCode())).Refusal!.Code);
        Assert.Equal("invalid_code", (await accounts.SignInAsync(Email, recoveryCode: codes[2])).Refusal!.Code);
        Assert.NotNull((await accounts.SignInAsync(Email, code: another.NextCode())).Answer);
        Assert.NotNull((await accounts.SignInAsync(Email, recoveryCode: newCodes[0])).Answer);
        Assert.Equal(
            "account.recovery-code-used account.two-factor-disabled",
            await accounts.ScalarAsync<string>(
                """
                select string_agg(action, ' ' order by id) from accounts.audit_log where id between
                  (select id - 1 from accounts.audit_log where action = 'account.two-factor-disabled') and
                  (select id from accounts.audit_log where action = 'account.two-factor-disabled')
                """));
    }

    [PostgresFact]
    public async Task Neither_the_key_nor_the_recovery_codes_can_be_read_in_the_database()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        var (_, who) = await accounts.BeginAsync(await accounts.AddPersonAsync(Email));
        var (_, codes) = await accounts.EnrolAsync(who);
        var key = await accounts.InScopeAsync<UserManager<AccountUser>, string>(async users =>
            (await users.GetAuthenticatorKeyAsync((await users.FindByEmailAsync(Email))!))!);

        var rows = await accounts.ScalarAsync<string>("select string_agg(value, ' ') from accounts.user_tokens");

        Assert.DoesNotContain(key, rows, StringComparison.Ordinal);
        Assert.All(codes, code => Assert.DoesNotContain(code, rows, StringComparison.Ordinal));
    }

    private static Task<(TwoFactorKey? Key, Refusal? Refusal)> EnrolAsync(AccountsUnderTest accounts, SignedIn who) =>
        accounts.InScopeAsync<TwoFactor, (TwoFactorKey?, Refusal?)>(
            twoFactor => twoFactor.EnrolAsync(who.Person, CancellationToken.None));

    private static Task<Refusal?> DisableAsync(
        AccountsUnderTest accounts, SignedIn who, string? code = null, string? recoveryCode = null) =>
        accounts.InScopeAsync<TwoFactor, Refusal?>(twoFactor => twoFactor.DisableAsync(
            who, SecondFactorCode.Of(code, recoveryCode)!, null, CancellationToken.None));
}
