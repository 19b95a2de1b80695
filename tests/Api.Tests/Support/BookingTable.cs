using Npgsql;

namespace BookedBarber.Api.Tests.Support;

/// <summary>A booking as the table has it.</summary>
internal sealed record BookingRow(Guid Id, string Status, Guid Barber, DateTimeOffset Start);

/// <summary>The table of bookings, looked at past the application.</summary>
internal sealed class BookingTable(string connectionString)
{
    private const string Overlaps = """
        select count(*)
        from bookings a
        join bookings b on b.barber_id = a.barber_id and b.id > a.id and b.occupied && a.occupied
        where a.status in ('held', 'confirmed', 'checked-in', 'completed')
          and b.status in ('held', 'confirmed', 'checked-in', 'completed')
        """;

    public Task<long> CountOverlapsAsync() => ScalarAsync<long>(Overlaps);

    public Task<long> CountAsync(Guid shop) =>
        ScalarAsync<long>("select count(*) from bookings where shop_id = $1", shop);

    public Task<string> StatusAsync(Guid booking) =>
        ScalarAsync<string>("select status from bookings where id = $1", booking);

    public async Task<IReadOnlyList<BookingRow>> OfAsync(Guid shop)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(
            "select id, status, barber_id, starts_at from bookings where shop_id = $1 order by id");
        command.Parameters.Add(new NpgsqlParameter { Value = shop });
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<BookingRow>();
        while (await reader.ReadAsync())
        {
            rows.Add(new BookingRow(
                reader.GetGuid(0), reader.GetString(1), reader.GetGuid(2), reader.GetFieldValue<DateTimeOffset>(3)));
        }

        return rows;
    }

    /// <summary>Lets a hold and its reminder be as they are once its deadline has passed.</summary>
    public async Task LetHoldRunOutAsync(Guid booking)
    {
        await ExecuteAsync(
            "update bookings set hold_expires_at = now() - interval '1 second' where id = $1 and status = 'held'",
            booking);
        await ExecuteAsync(
            "update grain_reminders set start_at = now() - interval '1 second' "
            + "where grain_key like (select barber_id::text from bookings where id = $1) || '%'",
            booking);
    }

    /// <summary>How many alarms are set for starts of these barbers.</summary>
    public Task<long> CountRemindersAsync(IEnumerable<Guid> barbers) => ScalarAsync<long>(
        "select count(*) from grain_reminders where split_part(grain_key, '/', 1) = any (string_to_array($1, ','))",
        string.Join(',', barbers));

    public Task ForgetRemindersAsync() => ExecuteAsync("delete from grain_reminders");

    public async Task<T> ScalarAsync<T>(string sql, params object[] values) =>
        (T)(await RunAsync(sql, values, command => command.ExecuteScalarAsync())
            ?? throw new InvalidOperationException($"No row: {sql}"));

    private Task<int> ExecuteAsync(string sql, params object[] values) =>
        RunAsync(sql, values, command => command.ExecuteNonQueryAsync());

    private async Task<T> RunAsync<T>(string sql, object[] values, Func<NpgsqlCommand, Task<T>> run)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return await run(command);
    }
}
