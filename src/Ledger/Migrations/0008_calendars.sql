-- Calendars of others, in which a barber is busy: files that were uploaded, and addresses that are read again and again.
-- What was read from them stands beside the text, as ticks of 5 minutes (from, to, from, to, …): a change of one calendar
-- need not read the others again.
create table busy_calendars (
  id            uuid        primary key,
  shop_id       uuid        not null,
  barber_id     uuid        not null,
  name          text        not null,
  url           text,
  content       text        not null default '',
  busy          integer[]   not null default '{}',
  events        integer     not null default 0,
  ignored       integer     not null default 0,
  etag          text,
  last_modified text,
  -- When the content was taken; null until it was for the first time.
  fetched_at    timestamptz,
  -- When it is to be read again: an address from afar, any text for the days that have come near.
  next_at       timestamptz not null,
  claimed_until timestamptz not null default '-infinity',
  failures      integer     not null default 0,
  last_error    text,
  -- It no longer counts, and its row goes when the barber's grain has heard of that.
  removed       boolean     not null default false,

  constraint busy_calendars_once_per_name unique (barber_id, name),
  constraint busy_calendars_content_bounded check (octet_length(content) <= 1048576),
  constraint busy_calendars_busy_in_pairs check (cardinality(busy) % 2 = 0)
);

create index busy_calendars_by_next on busy_calendars (next_at);
