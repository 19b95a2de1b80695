using BookedBarber.TestKit.Client;
using Npgsql;

namespace BookedBarber.Api.Tests.Accounts;

/// <summary>The audit log cannot be written: on a database of its own, since nobody else can write there either.</summary>
public sealed class AuditOutageTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [PostgresFact]
    public async Task While_the_audit_log_cannot_be_written_no_change_is_answered_with_success()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var api = await ApiProcess.StartOnAsync(database);
        var shop = await TestShop.OpenAsync(api.Administrator);
        var service = $"{shop.Path}/services/{shop.Service}";
        await using var source = NpgsqlDataSource.Create(database);
        await using (var connection = await source.OpenConnectionAsync())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await using var stop = new NpgsqlCommand("lock table accounts.audit_log in share mode", connection);
            await stop.ExecuteNonQueryAsync();
            (await shop.Staff.PutAsync(service, Bodies.Service("Shave"))).ExpectProblem(503, "unavailable");
        }

        (await shop.Staff.PutAsync(service, Bodies.Service("Shave"))).Expect(200);
        await using var count = source.CreateCommand(
            "select count(*) from accounts.audit_log where action = 'service.changed'");
        Assert.Equal(1L, await count.ExecuteScalarAsync());
    }
}
