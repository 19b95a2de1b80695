using Npgsql;

namespace BookedBarber.Ledger.Tests.Support;

/// <summary>What a person writes in psql, past the ledger. Minutes count from the start of the sample day.</summary>
internal static class ByHand
{
    private const string InsertSql = """
        insert into bookings (
          id, shop_id, barber_id, status, services, starts_at, ends_at, occupied,
          price_amount, currency, client_name, hold_expires_at, idempotency_key, request_hash, created_at)
        values (
          gen_random_uuid(), gen_random_uuid(), $1, $2, array[gen_random_uuid()], $3, $4, tstzrange($3, $4),
          1000, 'EUR', 'by hand', $4, gen_random_uuid(), decode(repeat('00', 32), 'hex'), now())
        """;

    public static DateTime At(int minute) => Samples.Day.ToDateTimeUtc().AddMinutes(minute);

    public static async Task InsertAsync(
        TestLedger ledger, Guid barber, string status, int fromMinute, int toMinute)
    {
        await using var connection = await ledger.Direct.OpenConnectionAsync();
        await InsertAsync(connection, barber, status, fromMinute, toMinute);
    }

    public static Task InsertAsync(
        NpgsqlConnection connection, Guid barber, string status, int fromMinute, int toMinute) =>
        ExecuteAsync(connection, InsertSql, barber, status, At(fromMinute), At(toMinute));

    public static async Task<int> ExecuteAsync(NpgsqlConnection connection, string sql, params object[] parameters)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new() { Value = parameter });
        }

        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>Asserts that the guard, and nothing else, refuses it.</summary>
    public static async Task IsRefusedAsync(Func<Task> write)
    {
        var refusal = await Assert.ThrowsAsync<PostgresException>(write);
        Assert.Equal(PostgresErrorCodes.ExclusionViolation, refusal.SqlState);
        Assert.Equal("bookings", refusal.TableName);
        Assert.Equal("bookings_no_overlap", refusal.ConstraintName);
    }
}
