using BookedBarber.Accounts.Sessions;
using BookedBarber.Accounts.Tests.Support;

namespace BookedBarber.Accounts.Tests.Sessions;

/// <summary>Access tokens of minutes, and refresh tokens that are used up.</summary>
public sealed class SessionTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const string Email = "ada@example.org";

    [PostgresFact]
    public async Task An_access_token_is_good_for_fifteen_minutes_at_every_front_door()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        await using var another = accounts.Another();
        var person = await accounts.AddPersonAsync(Email);
        var (tokens, _) = await accounts.BeginAsync(person);

        accounts.Manual.Advance(TimeSpan.FromMinutes(14));

        Assert.Equal(900, tokens.ExpiresIn);
        Assert.Equal(person.Id, (await another.AccessTokens.IdentifyAsync(tokens.AccessToken))!.Person.Id);
        accounts.Manual.Advance(TimeSpan.FromMinutes(2));
        Assert.Null(await another.AccessTokens.IdentifyAsync(tokens.AccessToken));
        Assert.NotNull(await RefreshAsync(accounts, tokens.RefreshToken));
    }

    [PostgresFact]
    public async Task Each_refresh_gives_the_next_token_and_one_that_comes_twice_ends_them_all()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        var (first, _) = await accounts.BeginAsync(await accounts.AddPersonAsync(Email));
        var (other, _) = await accounts.BeginAsync(await accounts.PersonAsync((await accounts.SignInAsync(Email)).Answer!.User.Id));

        var second = (await RefreshAsync(accounts, first.RefreshToken))!;
        var third = (await RefreshAsync(accounts, second.RefreshToken))!;
        Assert.NotNull(await accounts.AccessTokens.IdentifyAsync(third.AccessToken));

        Assert.Null(await RefreshAsync(accounts, first.RefreshToken));

        Assert.Null(await RefreshAsync(accounts, third.RefreshToken));
        Assert.Null(await accounts.AccessTokens.IdentifyAsync(third.AccessToken));
        Assert.NotNull(await RefreshAsync(accounts, other.RefreshToken));
        Assert.Equal(1, await accounts.ScalarAsync<long>(
            "select count(*) from accounts.audit_log where action = 'account.refresh-token-reused'"));
    }

    [PostgresFact]
    public async Task Of_many_who_use_one_token_at_the_same_time_at_most_one_goes_on_and_the_session_ends()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        var (first, _) = await accounts.BeginAsync(await accounts.AddPersonAsync(Email));

        var next = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => RefreshAsync(accounts, first.RefreshToken)));

        var winner = Assert.Single(next, pair => pair is not null);
        Assert.Null(await accounts.AccessTokens.IdentifyAsync(winner!.AccessToken));
        Assert.Null(await RefreshAsync(accounts, winner.RefreshToken));
    }

    [PostgresFact]
    public async Task Signing_out_ends_the_session_here_at_once_and_elsewhere_within_seconds()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        await using var another = accounts.Another();
        var (tokens, _) = await accounts.BeginAsync(await accounts.AddPersonAsync(Email));
        Assert.NotNull(await another.AccessTokens.IdentifyAsync(tokens.AccessToken));

        await accounts.Sessions.EndAsync(tokens.RefreshToken, null, CancellationToken.None);

        Assert.Null(await accounts.AccessTokens.IdentifyAsync(tokens.AccessToken));
        accounts.Manual.Advance(TimeSpan.FromSeconds(6));
        Assert.Null(await another.AccessTokens.IdentifyAsync(tokens.AccessToken));
        Assert.Null(await RefreshAsync(another, tokens.RefreshToken));
    }

    [PostgresFact]
    public async Task A_session_that_nobody_uses_ends_after_a_month_and_every_one_after_three()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        var (idle, _) = await accounts.BeginAsync(await accounts.AddPersonAsync(Email));
        var (used, _) = await accounts.BeginAsync(await accounts.PersonAsync((await accounts.SignInAsync(Email)).Answer!.User.Id));
        for (var month = 0; month < 3; month++)
        {
            accounts.Manual.Advance(TimeSpan.FromDays(29.9));
            used = (await RefreshAsync(accounts, used.RefreshToken))!;
        }

        Assert.Null(await RefreshAsync(accounts, idle.RefreshToken));
        accounts.Manual.Advance(TimeSpan.FromDays(1));
        Assert.Null(await RefreshAsync(accounts, used.RefreshToken));
    }

    [PostgresFact]
    public async Task The_twenty_latest_sessions_of_somebody_go_on()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        var person = await accounts.AddPersonAsync(Email);
        var sessions = new List<TokenPair>();
        for (var session = 0; session < 21; session++)
        {
            sessions.Add(await accounts.Sessions.BeginAsync(person.Id, false, CancellationToken.None));
            accounts.Manual.Advance(TimeSpan.FromMilliseconds(2));
        }

        Assert.Null(await RefreshAsync(accounts, sessions[0].RefreshToken));
        Assert.NotNull(await RefreshAsync(accounts, sessions[1].RefreshToken));
    }

    [PostgresFact]
    public async Task No_token_can_be_read_in_the_database()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        var (tokens, _) = await accounts.BeginAsync(await accounts.AddPersonAsync(Email));

        var rows = await accounts.ScalarAsync<string>(
            "select string_agg(t::text, ' ') || (select string_agg(s::text, ' ') from accounts.sessions s) "
            + "from accounts.refresh_tokens t");

        Assert.DoesNotContain(tokens.RefreshToken, rows, StringComparison.Ordinal);
        Assert.DoesNotContain(
            Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(tokens.RefreshToken)), rows, StringComparison.Ordinal);
    }

    [PostgresTheory]
    [InlineData("")]
    [InlineData("bba_")]
    [InlineData("bba_AAAA")]
    [InlineData("bbr_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task What_is_no_token_is_nobodys(string token)
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        Assert.Null(await accounts.AccessTokens.IdentifyAsync(token));
        Assert.Null(await RefreshAsync(accounts, token));
        await accounts.Sessions.EndAsync(token, null, CancellationToken.None);
    }

    private static Task<TokenPair?> RefreshAsync(AccountsUnderTest accounts, string token) =>
        accounts.Sessions.RefreshAsync(token, null, CancellationToken.None);
}
