using System.Globalization;
using Microsoft.Extensions.Options;
using Npgsql;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Orleans.Reminders;

/// <summary>Keeps reminders in the table <c>grain_reminders</c>.</summary>
/// <param name="dataSource">The database.</param>
/// <param name="options">Whose reminders these are.</param>
public sealed class PostgresReminderTable(NpgsqlDataSource dataSource, IOptions<EmbeddedGrainsOptions> options)
    : IReminderTable
{
    private const string Select =
        "select grain_type, grain_key, name, start_at, period, version from grain_reminders where service = $1";

    private const string Upsert =
        """
        insert into grain_reminders (service, grain_type, grain_key, name, start_at, period, version)
        values ($1, $2, $3, $4, $5, $6, 1)
        on conflict (service, grain_type, grain_key, name) do update
            set start_at = excluded.start_at, period = excluded.period, version = grain_reminders.version + 1
        returning version
        """;

    private const string Delete =
        "delete from grain_reminders where service = $1 and grain_type = $2 and grain_key = $3 and name = $4 "
        + "and version = $5";

    /// <inheritdoc/>
    public Task<ReminderTableData> ReadRows(GrainId grainId)
        => Read(Select + " and grain_type = $2 and grain_key = $3", grainId.Type.ToString(), grainId.Key.ToString());

    /// <inheritdoc/>
    public Task<ReminderTableData> ReadRows(uint begin, uint end) => Read(Select);

    /// <inheritdoc/>
    public async Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName)
    {
        var rows = await Read(
            Select + " and grain_type = $2 and grain_key = $3 and name = $4",
            grainId.Type.ToString(), grainId.Key.ToString(), reminderName).ConfigureAwait(false);
        return rows.Reminders.FirstOrDefault();
    }

    /// <inheritdoc/>
    public async Task<string?> UpsertRow(ReminderEntry entry)
    {
        await using var command = Command(
            Upsert, entry.GrainId.Type.ToString(), entry.GrainId.Key.ToString(), entry.ReminderName,
            entry.StartAt, entry.Period);
        return ETag((int)(await command.ExecuteScalarAsync().ConfigureAwait(false))!);
    }

    /// <inheritdoc/>
    public async Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag)
    {
        await using var command = Command(
            Delete, grainId.Type.ToString(), grainId.Key.ToString(), reminderName,
            int.Parse(eTag, CultureInfo.InvariantCulture));
        return await command.ExecuteNonQueryAsync().ConfigureAwait(false) == 1;
    }

    private static string ETag(int version) => version.ToString(CultureInfo.InvariantCulture);

    private async Task<ReminderTableData> Read(string sql, params object[] arguments)
    {
        await using var command = Command(sql, arguments);
        await using var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        List<ReminderEntry> rows = [];
        while (await reader.ReadAsync().ConfigureAwait(false))
        {
            rows.Add(new()
            {
                GrainId = GrainId.Create(reader.GetString(0), reader.GetString(1)),
                ReminderName = reader.GetString(2),
                StartAt = reader.GetDateTime(3),
                Period = reader.GetTimeSpan(4),
                ETag = ETag(reader.GetInt32(5)),
            });
        }

        return new(rows);
    }

    private NpgsqlCommand Command(string sql, params object[] arguments)
    {
        var command = dataSource.CreateCommand(sql);
        command.Parameters.Add(new() { Value = options.Value.ServiceId });
        foreach (var argument in arguments) command.Parameters.Add(new() { Value = argument });
        return command;
    }
}
