using Npgsql;

namespace BookedBarber.Accounts.Database;

/// <summary>Short forms of what is done to the database again and again.</summary>
internal static class Sql
{
    /// <summary>Executes a statement; how many rows it changed. <c>$1</c>, <c>$2</c>, … are the values.</summary>
    public static async Task<int> ExecuteAsync(
        this NpgsqlDataSource source, string sql, CancellationToken end, params object?[] values)
    {
        await using var command = source.CreateCommand(sql);
        command.Give(values);
        return await command.ExecuteNonQueryAsync(end);
    }

    /// <summary>As on a data source, in the transaction that the connection is in.</summary>
    public static async Task<int> ExecuteAsync(
        this NpgsqlConnection connection, string sql, CancellationToken end, params object?[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Give(values);
        return await command.ExecuteNonQueryAsync(end);
    }

    /// <summary>The rows of a query.</summary>
    public static async Task<List<T>> QueryAsync<T>(
        this NpgsqlDataSource source,
        string sql,
        Func<NpgsqlDataReader, T> read,
        CancellationToken end,
        params object?[] values)
    {
        await using var connection = await source.OpenConnectionAsync(end);
        return await connection.QueryAsync(sql, read, end, values);
    }

    /// <summary>The rows of a query, in the transaction that the connection is in.</summary>
    public static async Task<List<T>> QueryAsync<T>(
        this NpgsqlConnection connection,
        string sql,
        Func<NpgsqlDataReader, T> read,
        CancellationToken end,
        params object?[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Give(values);
        await using var reader = await command.ExecuteReaderAsync(end);
        var rows = new List<T>();
        while (await reader.ReadAsync(end))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>A column that may be null.</summary>
    public static string? TextOrNull(this NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);

    /// <summary>A column that may be null.</summary>
    public static T? ValueOrNull<T>(this NpgsqlDataReader reader, int column)
        where T : struct =>
        reader.IsDBNull(column) ? null : reader.GetFieldValue<T>(column);

    private static void Give(this NpgsqlCommand command, object?[] values)
    {
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        }
    }
}
