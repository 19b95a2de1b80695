using System.Runtime.InteropServices;
using BookedBarber.Scheduling.Bookings;
using Npgsql;
using NpgsqlTypes;

namespace BookedBarber.Ledger.Commits;

/// <summary>Writes the new bookings of a flush; answers with the ids of those that got in.</summary>
internal static class NewBookingSql
{
    // The rows go in by key, because that is the one other thing for which two processes can wait for each other.
    // A row that would overlap, or whose key is taken, is left out: an exception would cost the others their
    // transaction. What is looked for under the lock of the fence stays as it is until the commit, see the migration
    // of the guard. The version is a subquery because a join would let the planner read all fences for every flush.
    private const string Sql = """
        with wanted as (
          select * from unnest(
            $2::uuid[], $3::uuid[], $4::uuid[], $5::bigint[], $6::text[], $7::text[],
            $8::timestamptz[], $9::timestamptz[], $10::timestamptz[], $11::timestamptz[],
            $12::bigint[], $13::bigint[], $14::text[],
            $15::text[], $16::text[], $17::text[], $18::text[],
            $19::timestamptz[], $20::text[], $21::bytea[], $22::timestamptz[])
          as wanted(
            id, shop_id, barber_id, expected_version, status, services,
            starts_at, ends_at, occupied_from, occupied_to,
            price_amount, deposit_amount, currency,
            client_name, client_email, client_phone, notes,
            hold_expires_at, idempotency_key, request_hash, created_at)
        ),
        written as (
          insert into bookings as b (
            id, shop_id, barber_id, status, services,
            starts_at, ends_at, occupied,
            price_amount, deposit_amount, currency,
            client_name, client_email, client_phone, notes,
            hold_expires_at, idempotency_key, request_hash, created_at, commits)
          select
            w.id, w.shop_id, w.barber_id, w.status, w.services::uuid[],
            w.starts_at, w.ends_at, tstzrange(w.occupied_from, w.occupied_to),
            w.price_amount, w.deposit_amount, w.currency,
            w.client_name, w.client_email, w.client_phone, w.notes,
            w.hold_expires_at, w.idempotency_key, w.request_hash, w.created_at, array[$1::uuid]
          from wanted w
          where w.expected_version = (select version from barber_timelines t where t.barber_id = w.barber_id)
            and not exists (
              select from overlapping_booking(w.barber_id, tstzrange(w.occupied_from, w.occupied_to), w.id))
          order by w.shop_id, w.idempotency_key
          on conflict do nothing
          returning b.id, b.shop_id, b.status, b.created_at, booking_payload(b) as payload
        ),
        announced as (
          insert into outbox (occurred_at, shop_id, booking_id, type, payload)
          select created_at, shop_id, id, 'booking.' || status, payload from written
        )
        select id from written
        """;

    public static NpgsqlBatchCommand Build(Guid flushId, IReadOnlyList<NewBooking> entries) =>
        new NpgsqlBatchCommand(Sql)
            .With(flushId)
            .With(entries, NpgsqlDbType.Uuid, entry => entry.Booking.Id)
            .With(entries, NpgsqlDbType.Uuid, entry => entry.Booking.ShopId)
            .With(entries, NpgsqlDbType.Uuid, entry => entry.Booking.BarberId)
            .With(entries, NpgsqlDbType.Bigint, entry => entry.ExpectedVersion)
            .With(entries, NpgsqlDbType.Text, entry => entry.Booking.Status.Name())
            .With(entries, NpgsqlDbType.Text, entry => $"{{{string.Join(',', entry.Booking.Services)}}}")
            .With(entries, NpgsqlDbType.TimestampTz, entry => entry.Booking.Start.ToUtc())
            .With(entries, NpgsqlDbType.TimestampTz, entry => entry.Booking.End.ToUtc())
            .With(entries, NpgsqlDbType.TimestampTz, entry => entry.Booking.OccupiedFrom.ToUtc())
            .With(entries, NpgsqlDbType.TimestampTz, entry => entry.Booking.OccupiedTo.ToUtc())
            .With(entries, NpgsqlDbType.Bigint, entry => entry.Booking.Price.Amount)
            .With(entries, NpgsqlDbType.Bigint, entry => entry.Booking.Deposit?.Amount)
            .With(entries, NpgsqlDbType.Text, entry => entry.Booking.Price.Currency)
            .With(entries, NpgsqlDbType.Text, entry => entry.Booking.Client.Name)
            .With(entries, NpgsqlDbType.Text, entry => entry.Booking.Client.Email)
            .With(entries, NpgsqlDbType.Text, entry => entry.Booking.Client.Phone)
            .With(entries, NpgsqlDbType.Text, entry => entry.Booking.Notes)
            .With(entries, NpgsqlDbType.TimestampTz, entry => entry.Booking.HoldExpiresAt.ToUtc())
            .With(entries, NpgsqlDbType.Text, entry => entry.Booking.IdempotencyKey)
            .With(entries, NpgsqlDbType.Bytea,
                entry => ImmutableCollectionsMarshal.AsArray(entry.Booking.RequestHash)!)
            .With(entries, NpgsqlDbType.TimestampTz, entry => entry.Booking.CreatedAt.ToUtc());

    public static async Task<HashSet<Guid>> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var written = new HashSet<Guid>();
        while (await reader.ReadAsync(cancellationToken))
        {
            written.Add(reader.GetGuid(0));
        }

        return written;
    }
}
