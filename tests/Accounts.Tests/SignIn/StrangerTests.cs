using BookedBarber.Accounts.SignIn;
using BookedBarber.Accounts.Tests.Support;
using BookedBarber.TestKit.Mail;

namespace BookedBarber.Accounts.Tests.SignIn;

/// <summary>Mallory registers an address that is not hers: she neither keeps it from its owner, nor gets in with it.</summary>
public sealed class StrangerTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const string Email = "ada@example.org";
    private const string Mallorys = "mallory knows this one";

    [PostgresFact]
    public async Task Who_clicks_the_link_of_somebody_elses_registration_confirms_nothing_without_its_password()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        var mail = await RegisterAsync(accounts, Mallorys, number: 1);

        Assert.Equal("invalid_credentials", (await ConfirmAsync(accounts, mail, AccountsUnderTest.Password))!.Code);

        Assert.Equal("email_not_confirmed", (await accounts.SignInAsync(Email, Mallorys)).Refusal!.Code);
    }

    [PostgresFact]
    public async Task The_password_of_the_last_registration_is_good_with_the_link_of_its_mail_alone()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        var mallorys = await RegisterAsync(accounts, Mallorys, number: 1);
        var own = await RegisterAsync(accounts, AccountsUnderTest.Password, number: 2);

        Assert.Equal("invalid_token", (await ConfirmAsync(accounts, mallorys, Mallorys))!.Code);
        Assert.Equal("invalid_token", (await ConfirmAsync(accounts, mallorys, AccountsUnderTest.Password))!.Code);
        Assert.Equal("invalid_credentials", (await ConfirmAsync(accounts, own, Mallorys))!.Code);
        Assert.Null(await ConfirmAsync(accounts, own, AccountsUnderTest.Password));

        Assert.Equal("invalid_credentials", (await accounts.SignInAsync(Email, Mallorys)).Refusal!.Code);
        Assert.NotNull((await accounts.SignInAsync(Email)).Answer);
        Assert.Equal(1, await accounts.ScalarAsync<long>("select count(*) from accounts.users"));
    }

    [PostgresFact]
    public async Task The_link_for_a_new_password_comes_before_the_address_is_confirmed_and_confirms_it()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        var mallorys = await RegisterAsync(accounts, Mallorys, number: 1);

        await accounts.InScopeAsync<Passwords, Refusal?>(
            passwords => passwords.ForgetAsync(Email, CancellationToken.None));
        await accounts.DeliverAsync();
        var mail = await accounts.Mail.ExpectAsync(Email, "A new password");

        // She cannot end it by registering once more.
        mallorys = await RegisterAsync(accounts, Mallorys, number: 2);
        var user = Guid.Parse(mail.Query("user"));
        Assert.Null(await accounts.InScopeAsync<Passwords, Refusal?>(passwords => passwords.ResetAsync(
            user, mail.Query("token"), AccountsUnderTest.Password, null, CancellationToken.None)));

        Assert.Equal("invalid_token", (await ConfirmAsync(accounts, mallorys, Mallorys))!.Code);
        Assert.Equal("invalid_credentials", (await accounts.SignInAsync(Email, Mallorys)).Refusal!.Code);
        Assert.NotNull((await accounts.SignInAsync(Email)).Answer);
        Assert.Equal(Email, (await accounts.PersonAsync(user)).Name);
    }

    private static async Task<ArrivedMail> RegisterAsync(AccountsUnderTest accounts, string password, int number)
    {
        Assert.Null(await accounts.RegisterAsync(Email, password));
        await accounts.DeliverAsync();
        return await accounts.Mail.ExpectAsync(Email, "Confirm", number);
    }

    private static Task<Refusal?> ConfirmAsync(AccountsUnderTest accounts, ArrivedMail mail, string password) =>
        accounts.ConfirmAsync(Guid.Parse(mail.Query("user")), mail.Query("token"), password);
}
