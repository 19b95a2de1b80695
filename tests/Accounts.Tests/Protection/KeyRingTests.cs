using BookedBarber.Accounts.Tests.Support;
using Microsoft.AspNetCore.DataProtection;

namespace BookedBarber.Accounts.Tests.Protection;

/// <summary>The key ring is in the database, for all front doors, and sealed.</summary>
public sealed class KeyRingTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [PostgresFact]
    public async Task What_one_process_protects_another_one_opens_and_no_key_can_be_read_in_the_database()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        var secret = Protector(accounts).Protect("hello");

        await using var another = accounts.Another();

        Assert.Equal("hello", Protector(another).Unprotect(secret));
        var xml = await accounts.ScalarAsync<string>("select string_agg(xml, ' ') from accounts.data_protection_keys");
        Assert.Contains("<sealed", xml, StringComparison.Ordinal);
        Assert.DoesNotContain("<masterKey", xml, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task With_another_installation_key_old_secrets_are_lost_and_new_ones_are_made()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        var secret = Protector(accounts).Protect("hello");
        var person = await accounts.AddPersonAsync("ada@example.org");
        await accounts.EnrolAsync((await accounts.BeginAsync(person)).Who);

        await using var another = accounts.Another(firstOfKey: 7);

        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() => Protector(another).Unprotect(secret));
        Assert.Equal("hello", Protector(another).Unprotect(Protector(another).Protect("hello")));
        Assert.Equal("invalid_code", (await another.SignInAsync("ada@example.org", code: "123456")).Refusal!.Code);
    }

    private static IDataProtector Protector(AccountsUnderTest accounts) =>
        accounts.Get<IDataProtectionProvider>().CreateProtector("test");
}
