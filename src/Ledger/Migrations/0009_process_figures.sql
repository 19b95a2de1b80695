-- What the processes of a cluster tell operators of themselves, one row each, written anew every few seconds. It is gone
-- after a crash of the database, and nobody misses it: so it is not logged, and writing it waits for no disk.
create unlogged table process_figures (
  process     uuid        primary key,
  reported_at timestamptz not null,
  figures     json        not null
) with (fillfactor = 50);
