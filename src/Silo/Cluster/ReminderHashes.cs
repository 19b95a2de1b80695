using Npgsql;

namespace BookedBarber.Silo.Cluster;

/// <summary>
/// Silos share out reminders by a hash of the grain's id, which the embedded runtime does not know. What it wrote
/// gets the hash here, before the first silo reads the table.
/// </summary>
internal static class ReminderHashes
{
    public static async Task FillInAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        var (types, keys, hashes) = (new List<string>(), new List<string>(), new List<int>());
        await using (var select = database.CreateCommand(
            "select distinct grain_type, grain_key from grain_reminders where grain_hash is null"))
        {
            await using var reader = await select.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                types.Add(reader.GetString(0));
                keys.Add(reader.GetString(1));
                hashes.Add(unchecked((int)GrainId.Create(types[^1], keys[^1]).GetUniformHashCode()));
            }
        }

        await using var update = database.CreateCommand(
            """
            update grain_reminders r set grain_hash = h.grain_hash
            from unnest($1::text[], $2::text[], $3::integer[]) as h (grain_type, grain_key, grain_hash)
            where r.grain_type = h.grain_type and r.grain_key = h.grain_key
            """);
        update.Parameters.Add(new() { Value = types.ToArray() });
        update.Parameters.Add(new() { Value = keys.ToArray() });
        update.Parameters.Add(new() { Value = hashes.ToArray() });
        await update.ExecuteNonQueryAsync(cancellationToken);
    }
}
