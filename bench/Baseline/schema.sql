create extension if not exists btree_gist;

create table if not exists shops (
  id           uuid primary key,
  time_zone    text not null,
  slot_minutes int  not null
);

create table if not exists services (
  id           uuid   primary key,
  shop_id      uuid   not null references shops,
  minutes      int    not null,
  price_amount bigint not null,
  currency     text   not null
);

-- The week of a barber as three arrays of one length: ISO weekday, from, to. One row is all that a page has to read.
create table if not exists barbers (
  id           uuid  primary key,
  shop_id      uuid  not null references shops,
  position     int   not null,
  weekdays     int[] not null,
  from_minutes int[] not null,
  to_minutes   int[] not null
);
create index if not exists barbers_by_shop on barbers (shop_id, position);

create table if not exists bookings (
  id              uuid        primary key,
  shop_id         uuid        not null,
  barber_id       uuid        not null,
  service_id      uuid        not null,
  starts_at       timestamptz not null,
  ends_at         timestamptz not null,
  during          tstzrange   not null,
  status          text        not null,
  price_amount    bigint      not null,
  currency        text        not null,
  client_name     text        not null,
  client_email    text,
  client_phone    text,
  notes           text,
  idempotency_key text        not null,
  created_at      timestamptz not null default now(),
  constraint bookings_once_per_key unique (shop_id, idempotency_key),
  constraint bookings_no_overlap exclude using gist (barber_id with =, during with &&)
);
create index if not exists bookings_by_shop_and_start on bookings (shop_id, starts_at) include (barber_id, ends_at);
