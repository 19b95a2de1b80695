using BookedBarber.Accounts.Identity;
using BookedBarber.Accounts.SignIn;
using BookedBarber.Accounts.Tests.Support;
using Microsoft.AspNetCore.Identity;

namespace BookedBarber.Accounts.Tests.SignIn;

/// <summary>Signing in with a password, and what those learn who have none.</summary>
public sealed class SignInTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [PostgresFact]
    public async Task Who_has_confirmed_the_address_signs_in_with_the_password()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        var person = await accounts.AddPersonAsync("ada@example.org");

        var (answer, _) = await accounts.SignInAsync("ADA@example.org");

        Assert.Equal(person.Id, answer!.User.Id);
        Assert.False(answer.WithTwoFactor);
    }

    [PostgresFact]
    public async Task Before_the_address_is_confirmed_the_right_password_brings_a_new_link()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        await accounts.RegisterAsync("ada@example.org");

        Assert.Equal("invalid_credentials", (await accounts.SignInAsync("ada@example.org", "wrong")).Refusal!.Code);
        Assert.Equal("email_not_confirmed", (await accounts.SignInAsync("ada@example.org")).Refusal!.Code);

        await accounts.DeliverAsync();
        await accounts.Mail.ExpectAsync("ada@example.org", "Confirm", number: 2);
    }

    [PostgresTheory]
    [InlineData("ada@example.org")]
    [InlineData("nobody@example.org")]
    public async Task After_five_wrong_passwords_nobody_gets_in_for_ten_minutes_whoever_it_is(string email)
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres, TimeProvider.System);
        await accounts.AddPersonAsync("ada@example.org");

        var codes = new List<string>();
        for (var attempt = 0; attempt < 7; attempt++)
        {
            codes.Add((await accounts.SignInAsync(email, "wrong")).Refusal!.Code);
        }

        var (bad, locked) = ("invalid_credentials", "locked_out");
        Assert.Equal([bad, bad, bad, bad, locked, locked, locked], codes);
        Assert.Equal(locked, (await accounts.SignInAsync(email)).Refusal!.Code);
    }

    [PostgresTheory]
    [InlineData("ada@example.org")]
    [InlineData("nobody@example.org")]
    public async Task After_a_day_without_an_attempt_the_count_begins_anew_whoever_it_is(string email)
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        await accounts.AddPersonAsync("ada@example.org");

        var codes = new List<string>();
        foreach (var pause in (TimeSpan[])[default, default, default, TimeSpan.FromHours(23), TimeSpan.FromHours(25)])
        {
            accounts.Manual.Advance(pause);
            codes.Add((await accounts.SignInAsync(email, "wrong")).Refusal!.Code);
        }

        Assert.All(codes, code => Assert.Equal("invalid_credentials", code));
        for (var attempt = 2; attempt < 5; attempt++)
        {
            await accounts.SignInAsync(email, "wrong");
        }

        Assert.Equal("locked_out", (await accounts.SignInAsync(email, "wrong")).Refusal!.Code);
    }

    [PostgresFact]
    public async Task Wrong_passwords_that_come_at_the_same_time_are_all_counted()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres, TimeProvider.System);
        await accounts.AddPersonAsync("ada@example.org");

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => accounts.SignInAsync("ada@example.org", "wrong")));

        Assert.Equal("locked_out", (await accounts.SignInAsync("ada@example.org")).Refusal!.Code);
    }

    [PostgresFact]
    public async Task Of_many_attempts_at_the_same_time_no_more_are_compared_than_one_after_the_other()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        await accounts.AddPersonAsync("ada@example.org");

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 40).Select(number => accounts.SignInAsync("ada@example.org", $"wrong {number}")));

        Assert.Equal(4, answers.Count(answer => answer.Refusal!.Code == "invalid_credentials"));
        Assert.Equal(36, answers.Count(answer => answer.Refusal!.Code == "locked_out"));
        Assert.Equal(5, await FailuresAsync(accounts));
        Assert.Equal("locked_out", (await accounts.SignInAsync("ada@example.org")).Refusal!.Code);
        accounts.Manual.Advance(TimeSpan.FromMinutes(10.1));
        Assert.NotNull((await accounts.SignInAsync("ada@example.org")).Answer);
    }

    [PostgresFact]
    public async Task A_right_password_in_time_begins_the_count_anew()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres, TimeProvider.System);
        await accounts.AddPersonAsync("ada@example.org");
        for (var round = 0; round < 2; round++)
        {
            for (var attempt = 0; attempt < 4; attempt++)
            {
                await accounts.SignInAsync("ada@example.org", "wrong");
            }

            Assert.NotNull((await accounts.SignInAsync("ada@example.org")).Answer);
        }
    }

    [PostgresFact]
    public async Task Whatever_else_is_saved_of_somebody_the_count_stays()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        var (_, who) = await accounts.BeginAsync(await accounts.AddPersonAsync("ada@example.org"));

        await accounts.InScopeAsync<UserManager<AccountUser>, bool>(async users =>
        {
            var user = (await users.FindByEmailAsync("ada@example.org"))!;
            for (var attempt = 0; attempt < 5; attempt++)
            {
                await accounts.SignInAsync("ada@example.org", "wrong");
            }

            return (await users.UpdateAsync(user)).Succeeded;
        });

        Assert.Equal("locked_out", (await accounts.SignInAsync("ada@example.org")).Refusal!.Code);
        Assert.Equal("locked_out", (await accounts.InScopeAsync<Passwords, Refusal?>(passwords =>
            passwords.ChangeAsync(
                who, AccountsUnderTest.Password, "another password", null, CancellationToken.None)))!.Code);
    }

    [PostgresFact]
    public async Task Sign_ins_and_failures_of_somebody_are_in_the_audit_log_and_those_of_nobody_are_not()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        await accounts.AddPersonAsync("ada@example.org");

        await accounts.SignInAsync("ada@example.org", "wrong");
        await accounts.SignInAsync("my password by mistake", "wrong");
        await accounts.SignInAsync("ada@example.org");

        Assert.Equal(
            "account.registered account.email-confirmed account.sign-in-failed account.signed-in",
            await accounts.ScalarAsync<string>("select string_agg(action, ' ' order by id) from accounts.audit_log"));
    }

    private static Task<long> FailuresAsync(AccountsUnderTest accounts) => accounts.ScalarAsync<long>(
        "select count(*) from accounts.audit_log where action in ('account.sign-in-failed', 'account.locked-out')");
}
