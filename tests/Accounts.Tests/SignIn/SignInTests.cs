using BookedBarber.Accounts.Tests.Support;

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

    [PostgresFact]
    public async Task Wrong_passwords_that_come_at_the_same_time_are_all_counted()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres, TimeProvider.System);
        await accounts.AddPersonAsync("ada@example.org");

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => accounts.SignInAsync("ada@example.org", "wrong")));

        Assert.Equal("locked_out", (await accounts.SignInAsync("ada@example.org")).Refusal!.Code);
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
}
