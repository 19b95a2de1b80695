using Npgsql;
using NpgsqlTypes;

namespace BookedBarber.Ledger.Commits;

/// <summary>
/// The first statements of every transaction: the fences of all barbers concerned, in the order of their ids. Two
/// processes that want the same barbers therefore wait for each other and never in a circle.
/// </summary>
internal static class FenceSql
{
    private const string CreateSql = """
        insert into barber_timelines (barber_id, version)
        select distinct barber_id, 0 from unnest($1::uuid[]) as wanted(barber_id)
        order by barber_id
        on conflict do nothing
        """;

    private const string LockSql = """
        select barber_id, version from barber_timelines
        where barber_id = any($1)
        order by barber_id
        for update
        """;

    public static void AddTo(NpgsqlBatch batch, Flush flush)
    {
        Guid[] unknown = [.. flush.NewBarbers()];
        if (unknown.Length > 0)
        {
            batch.BatchCommands.Add(
                new NpgsqlBatchCommand(CreateSql).With(unknown, NpgsqlDbType.Uuid, barberId => barberId));
        }

        Guid[] all = [.. flush.Barbers()];
        batch.BatchCommands.Add(new NpgsqlBatchCommand(LockSql).With(all, NpgsqlDbType.Uuid, barberId => barberId));
    }

    /// <summary>Reads the versions as they were when the locks had been taken.</summary>
    public static async Task<Dictionary<Guid, long>> ReadAsync(
        NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var versions = new Dictionary<Guid, long>();
        while (await reader.ReadAsync(cancellationToken))
        {
            versions[reader.GetGuid(0)] = reader.GetInt64(1);
        }

        return versions;
    }
}
