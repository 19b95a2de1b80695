using BookedBarber.Scheduling.Bookings;
using Npgsql;
using NpgsqlTypes;

namespace BookedBarber.Ledger.Commits;

/// <summary>
/// Writes the status changes of a flush, each whole or not at all; answers with the barbers whose change got in.
/// </summary>
internal static class StatusChangeSql
{
    // The rows are locked before they are counted: what somebody changes by hand at the same moment is seen.
    private const string Sql = """
        with wanted as (
          select * from unnest(
            $2::uuid[], $3::bigint[], $4::integer[], $5::uuid[], $6::text[], $7::text[], $8::timestamptz[])
          as wanted(barber_id, expected_version, bookings, booking_id, from_status, to_status, at)
        ),
        locked as (
          select w.*
          from wanted w
          join bookings b on b.id = w.booking_id and b.barber_id = w.barber_id and b.status = w.from_status
          where w.expected_version = (select version from barber_timelines t where t.barber_id = w.barber_id)
          order by b.id
          for update of b
        ),
        whole as (
          select barber_id from locked group by barber_id having count(*) = min(bookings)
        ),
        written as (
          update bookings b
          set status = l.to_status, revision = b.revision + 1,
              commits = b.commits[greatest(1, cardinality(b.commits) - 14):] || $1::uuid
          from locked l join whole using (barber_id)
          where b.id = l.booking_id
          returning b.id, b.shop_id, b.status, l.at, booking_payload(b) as payload
        ),
        announced as (
          insert into outbox (occurred_at, shop_id, booking_id, type, payload)
          select at, shop_id, id, 'booking.' || status, payload from written
        )
        select barber_id from whole
        """;

    public static NpgsqlBatchCommand Build(Guid flushId, IReadOnlyList<StatusChange> entries)
    {
        List<(StatusChange Entry, Guid BookingId)> rows =
            [.. entries.SelectMany(entry => entry.BookingIds.Select(bookingId => (entry, bookingId)))];
        return new NpgsqlBatchCommand(Sql)
            .With(flushId)
            .With(rows, NpgsqlDbType.Uuid, row => row.Entry.BarberId)
            .With(rows, NpgsqlDbType.Bigint, row => row.Entry.ExpectedVersion)
            .With(rows, NpgsqlDbType.Integer, row => row.Entry.BookingIds.Count)
            .With(rows, NpgsqlDbType.Uuid, row => row.BookingId)
            .With(rows, NpgsqlDbType.Text, row => row.Entry.From.Name())
            .With(rows, NpgsqlDbType.Text, row => row.Entry.To.Name())
            .With(rows, NpgsqlDbType.TimestampTz, row => row.Entry.At.ToUtc());
    }

    public static Task<HashSet<Guid>> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken) =>
        NewBookingSql.ReadAsync(reader, cancellationToken);
}
