create extension if not exists btree_gist;

create table bookings (
  id              uuid        primary key,
  shop_id         uuid        not null,
  barber_id       uuid        not null,
  status          text        not null,
  services        uuid[]      not null,
  starts_at       timestamptz not null,
  ends_at         timestamptz not null,
  -- The barber's time that is taken, buffers included.
  occupied        tstzrange   not null,
  price_amount    bigint      not null,
  deposit_amount  bigint,
  currency        text        not null,
  client_name     text        not null,
  client_email    text,
  client_phone    text,
  notes           text,
  hold_expires_at timestamptz,
  idempotency_key text        not null,
  request_hash    bytea       not null,
  created_at      timestamptz not null,
  -- The flushes that wrote this row, the latest last: the answer to "did that commit happen?" after a connection died.
  commits         uuid[]      not null default '{}',

  constraint bookings_status_known check (
    status in ('held', 'confirmed', 'checked-in', 'completed', 'expired', 'cancelled', 'no-show')),
  constraint bookings_services_given check (cardinality(services) > 0 and array_position(services, null) is null),
  constraint bookings_time_is_forward check (starts_at < ends_at),
  constraint bookings_occupied_is_bounded check (
    not isempty(occupied) and lower_inc(occupied) and not upper_inc(occupied)
    and isfinite(lower(occupied)) and isfinite(upper(occupied))),
  constraint bookings_occupied_covers check (lower(occupied) <= starts_at and ends_at <= upper(occupied)),
  constraint bookings_amounts_not_negative check (price_amount >= 0 and deposit_amount >= 0),
  constraint bookings_currency_is_a_code check (currency ~ '^[A-Z]{3}$'),
  constraint bookings_hold_has_an_end check (status <> 'held' or hold_expires_at is not null),
  constraint bookings_key_is_short check (length(idempotency_key) between 1 and 64),
  constraint bookings_hash_is_sha256 check (octet_length(request_hash) = 32),

  constraint bookings_once_per_key unique (shop_id, idempotency_key),

  -- The last word on double bookings. Its index also serves the question what a barber has between two moments.
  constraint bookings_no_overlap exclude using gist (barber_id with =, occupied with &&)
    where (status in ('held', 'confirmed', 'checked-in', 'completed'))
);

create index bookings_by_shop_and_start on bookings (shop_id, starts_at, id);

-- The fence: counts the commits on a barber's timeline. Room on the page keeps its updates off the index.
create table barber_timelines (
  barber_id uuid   primary key,
  version   bigint not null,

  constraint barber_timelines_version_not_negative check (version >= 0)
) with (fillfactor = 50);

create table outbox (
  id          bigint      generated always as identity primary key,
  occurred_at timestamptz not null,
  shop_id     uuid        not null,
  booking_id  uuid        not null,
  type        text        not null,
  payload     jsonb       not null
);

-- What an event tells about a booking. Who the client is stays in the row.
create function booking_payload(booking bookings) returns jsonb
  language sql stable
  return jsonb_build_object(
    'id', booking.id,
    'shop', booking.shop_id,
    'barber', booking.barber_id,
    'status', booking.status,
    'services', to_jsonb(booking.services),
    'start', booking.starts_at,
    'end', booking.ends_at,
    'price', jsonb_build_object('amount', booking.price_amount, 'currency', booking.currency),
    'holdExpiresAt', booking.hold_expires_at);
