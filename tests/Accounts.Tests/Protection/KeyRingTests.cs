using BookedBarber.Accounts.Members;
using BookedBarber.Accounts.Protection;
using BookedBarber.Accounts.Tests.Support;
using Microsoft.AspNetCore.DataProtection;
using Npgsql;

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

    [PostgresFact]
    public async Task While_the_ring_cannot_be_read_nobody_is_taken_for_a_stranger()
    {
        await using var server = await TemporaryPostgres.StartAsync();
        await using var accounts = AccountsUnderTest.On(server.ConnectionString);
        var (tokens, who) = await accounts.BeginAsync(await accounts.AddPersonAsync("ada@example.org"));
        await accounts.EnrolAsync(who);
        var invitation = accounts.Get<InvitationTokens>().For(Guid.NewGuid());
        await using var restarted = accounts.Another();

        await server.Server.KillAsync();

        Exception[] answers =
        [
            await Assert.ThrowsAnyAsync<Exception>(async () => await restarted.AccessTokens.IdentifyAsync(tokens.AccessToken)),
            Assert.ThrowsAny<Exception>(() => restarted.Get<InvitationTokens>().Read(invitation)),
            Assert.ThrowsAny<Exception>(() => restarted.Get<KeyRing>().Read()),
        ];
        Assert.All(answers, answer => Assert.True(
            Assert.IsType<NpgsqlException>(answer.InnerException, exactMatch: false).IsTransient, answer.ToString()));
        await server.Server.StartAgainAsync();
        await Eventually.HoldsAsync(
            "they are known again", async () => await restarted.AccessTokens.IdentifyAsync(tokens.AccessToken) is not null);
    }

    private static IDataProtector Protector(AccountsUnderTest accounts) =>
        accounts.Get<IDataProtectionProvider>().CreateProtector("test");
}
