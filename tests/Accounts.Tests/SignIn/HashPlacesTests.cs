using BookedBarber.Accounts.Identity;
using BookedBarber.Accounts.SignIn;
using BookedBarber.Accounts.Tests.Support;

namespace BookedBarber.Accounts.Tests.SignIn;

/// <summary>Whoever wants a password hashed waits for a place, and not for long.</summary>
public sealed class HashPlacesTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [PostgresFact]
    public async Task While_all_places_are_taken_no_password_is_hashed_and_nothing_happens()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        var person = await accounts.AddPersonAsync("ada@example.org");
        var (_, who) = await accounts.BeginAsync(person);
        await accounts.InScopeAsync<Passwords, bool>(async passwords =>
        {
            await passwords.ForgetAsync(person.Email, CancellationToken.None);
            return true;
        });
        await accounts.DeliverAsync();
        var token = (await accounts.Mail.ExpectAsync(person.Email, "A new password")).Query("token");
        var first = await accounts.Get<FirstSignIns>().EnsureAsync(
            new FirstUser("bob@example.org", "Bob", false, null), CancellationToken.None);
        var places = await Task.WhenAll(Enumerable.Range(0, HashPlaces.Count)
            .Select(_ => accounts.Get<HashPlaces>().TakeAsync(CancellationToken.None)));

        Task<Refusal?> reset(Passwords passwords) => passwords.ResetAsync(
            person.Id, token, "another password", null, CancellationToken.None);
        Task[] attempts =
        [
            accounts.OnceAsync<SignIns, (SignInAnswer?, Refusal?)>(signIns => signIns.SignInAsync(
                new Credentials(person.Email, "wrong", null, null), CancellationToken.None)),
            accounts.OnceAsync<SignIns, (SignInAnswer?, Refusal?)>(signIns => signIns.SignInAsync(
                new Credentials("nobody@example.org", "wrong", null, null), CancellationToken.None)),
            accounts.OnceAsync<Registrations, Refusal?>(registrations => registrations.RegisterAsync(
                "eve@example.org", AccountsUnderTest.Password, "Eve", null, CancellationToken.None)),
            accounts.OnceAsync<Passwords, Refusal?>(reset),
            accounts.OnceAsync<Passwords, Refusal?>(passwords => passwords.ChangeAsync(
                who, AccountsUnderTest.Password, "another password", null, CancellationToken.None)),
            accounts.OnceAsync<FirstPassword, (AccountUser?, Refusal?)>(password => password.SetAsync(
                first!, AccountsUnderTest.Password, null, CancellationToken.None)),
        ];
        foreach (var attempt in attempts)
        {
            await Assert.ThrowsAsync<TooBusyException>(() => attempt);
        }

        foreach (var place in places)
        {
            place.Dispose();
        }

        Assert.NotNull((await accounts.SignInAsync(person.Email)).Answer);
        Assert.Equal(0, await accounts.ScalarAsync<int>("select max(access_failed_count) from accounts.users"));
        Assert.Equal(0, await accounts.ScalarAsync<long>("select count(*) from accounts.unknown_sign_ins"));
        Assert.Equal(2, await accounts.ScalarAsync<long>("select count(*) from accounts.users"));
        Assert.Null(await accounts.OnceAsync<Passwords, Refusal?>(reset));
    }
}
