using BookedBarber.Accounts.Audit;
using BookedBarber.Accounts.Database;
using BookedBarber.Accounts.Tests.Support;
using Npgsql;

namespace BookedBarber.Accounts.Tests.Audit;

/// <summary>The audit log only grows, and each shop reads its own.</summary>
public sealed class AuditLogTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [PostgresTheory]
    [InlineData("update accounts.audit_log set action = 'x'")]
    [InlineData("update accounts.audit_log set action = 'x' where false")]
    [InlineData("delete from accounts.audit_log")]
    [InlineData("truncate accounts.audit_log")]
    [InlineData("truncate accounts.audit_log cascade")]
    public async Task What_is_written_stays_as_it_is(string sql)
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        await accounts.Audit.AddAsync(Entry(Guid.NewGuid(), "one"), CancellationToken.None);

        var refusal = await Assert.ThrowsAsync<PostgresException>(
            () => accounts.Database.Source.ExecuteAsync(sql, CancellationToken.None));

        Assert.Equal("23001", refusal.SqlState);
        Assert.Equal(1, await accounts.ScalarAsync<long>("select count(*) from accounts.audit_log"));
    }

    [PostgresFact]
    public async Task A_shop_reads_its_own_entries_the_latest_first_a_page_at_a_time()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        var (mine, yours) = (Guid.NewGuid(), Guid.NewGuid());
        foreach (var number in Enumerable.Range(1, 5))
        {
            await accounts.Audit.AddAsync(Entry(mine, $"mine-{number}"), CancellationToken.None);
            await accounts.Audit.AddAsync(Entry(yours, $"yours-{number}"), CancellationToken.None);
        }

        var first = await accounts.Audit.ReadAsync(mine, null, 3, CancellationToken.None);
        var rest = await accounts.Audit.ReadAsync(mine, first[^1].Id, 3, CancellationToken.None);

        Assert.Equal(
            ["mine-5", "mine-4", "mine-3", "mine-2", "mine-1"],
            first.Concat(rest).Select(record => record.Entry.Action));
        Assert.Equal("""{"name": "till"}""", first[0].Entry.Detail!.Value.GetRawText());
    }

    [PostgresFact]
    public async Task Names_are_those_that_the_log_of_the_same_shop_said_last()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        var (mine, yours) = (Guid.NewGuid(), Guid.NewGuid());
        foreach (var (shop, name) in (IEnumerable<(Guid, string?)>)
            [(mine, "old"), (mine, "new"), (mine, null), (yours, "another's")])
        {
            await accounts.Audit.AddAsync(
                Entry(shop, "x") with { Subject = "chair", Detail = AuditDetail.Of(("name", name)) },
                CancellationToken.None);
        }

        var names = await accounts.Audit.FindNamesAsync(mine, ["chair", "table"], CancellationToken.None);

        Assert.Equal(("chair", "new"), Assert.Single(names.Select(name => (name.Key, name.Value))));
        Assert.Empty(await accounts.Audit.FindNamesAsync(mine, [], CancellationToken.None));
    }

    private static AuditEntry Entry(Guid shop, string action) => new()
    {
        Actor = AuditActor.Key(Guid.NewGuid(), null),
        Action = action,
        Shop = shop,
        Detail = AuditDetail.Of(("name", "till")),
        Address = "192.0.2.1",
    };
}
