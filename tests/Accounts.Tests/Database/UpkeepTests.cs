using BookedBarber.Accounts.Database;
using BookedBarber.Accounts.Tests.Support;
using Microsoft.Extensions.Hosting;

namespace BookedBarber.Accounts.Tests.Database;

/// <summary>What has come to its end goes, without a look at what stays.</summary>
public sealed class UpkeepTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [PostgresFact]
    public async Task An_account_that_nobody_confirms_is_gone_after_a_week_at_the_start_and_every_hour()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        await accounts.AddPersonAsync("ada@example.org");
        await accounts.RegisterAsync("mallory@example.org");
        accounts.Manual.Advance(TimeSpan.FromDays(6.9));
        await accounts.RegisterAsync("bob@example.org");
        accounts.Manual.Advance(TimeSpan.FromDays(0.2));
        using var upkeep = accounts.Services.OfType<Upkeep>().Single();

        await upkeep.StartAsync(CancellationToken.None);
        await Eventually.HoldsAsync(
            "the one that is a week old has gone", async () => await UsersAsync(accounts) is "ada@example.org bob@example.org");

        accounts.Manual.Advance(TimeSpan.FromDays(6.9));
        await Eventually.HoldsAsync("an hour later the other", async () => await UsersAsync(accounts) is "ada@example.org");
        await upkeep.StopAsync(CancellationToken.None);
    }

    [PostgresFact]
    public async Task No_statement_reads_a_whole_table_that_grows()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        await using var connection = await accounts.Database.Source.OpenConnectionAsync();
        await connection.ExecuteAsync("set enable_seqscan = off", CancellationToken.None);

        foreach (var statement in Upkeep.Statements)
        {
            var plan = string.Join('\n', await connection.QueryAsync(
                $"explain {statement.Replace("$1", "now()", StringComparison.Ordinal)}",
                row => row.GetString(0),
                CancellationToken.None));
            Assert.True(
                IsSmall(statement) || !plan.Contains("Seq Scan", StringComparison.Ordinal), $"{statement}\n{plan}");
        }
    }

    // The demo's people, and what owners send by hand.
    private static bool IsSmall(string statement) =>
        statement.Contains(".first_sign_ins ", StringComparison.Ordinal)
        || statement.Contains(".invitations ", StringComparison.Ordinal);

    private static Task<string> UsersAsync(AccountsUnderTest accounts) =>
        accounts.ScalarAsync<string>("select string_agg(email, ' ' order by email) from accounts.users");
}
