-- What the guard of 0005 let through and the exclusion constraint had not, is refused again:
--
--   No end.      A range without an end passed the checks of 0001, whose comparisons with it are null; and so it passed
--                the guard, with all that came after it.
--   Hidden rows. The guard saw what the writer might see, and row-level security hid the rest. It acts for the owner
--                now. Where even the owner is held to policies, it fails instead of overlooking something.
--   Names.       A function in the schema that fits a tstzrange better than the built-in ones was used in their place.
--                What takes any range, or anything, is named with its schema now.
--   Rewriting.   An ALTER TABLE that writes bookings anew empties them for every snapshot from before it, and moves no
--                fence. In REPEATABLE READ and above the guard fails with 40001 then.
--
-- And a session's plan from when there were few rows does not read the whole table when there are many.

-- Not valid: such a row that is there already keeps no program from starting. The guard takes it for what it is.
alter table bookings add constraint bookings_occupied_ends check (not upper_inf(occupied)) not valid;

create or replace function overlapping_booking(barber uuid, during tstzrange, other_than uuid) returns table (id uuid)
  language sql stable
  as $$
    select last.id
    from (
      select b.id, b.occupied from bookings b
      where b.barber_id = barber and pg_catalog.lower(b.occupied) < pg_catalog.upper(during) and b.id <> other_than
        and b.status in ('held', 'confirmed', 'checked-in', 'completed')
      order by pg_catalog.lower(b.occupied) desc
      limit 1) as last
    where last.occupied operator(pg_catalog.&&) during
  $$;

-- It runs with the rights of the owner, so it must call nothing that somebody else could have made.
create or replace function keep_bookings_apart() returns trigger
  language plpgsql security definer
  set row_security = off
  set enable_seqscan = off
  as $$
    declare
      clash record;
    begin
      if tg_op = 'TRUNCATE' then
        update barber_timelines set version = version + 1;
        return null;
      elsif tg_op = 'DELETE' then
        insert into barber_timelines as t (barber_id, version)
        select distinct barber_id, 1 from old_rows order by barber_id
        on conflict (barber_id) do update set version = t.version + 1;
        return null;
      elsif tg_op = 'UPDATE' then
        insert into barber_timelines as t (barber_id, version)
        select barber_id, 1 from (select barber_id from old_rows union select barber_id from new_rows) as touched
        order by barber_id
        on conflict (barber_id) do update set version = t.version + 1;
      else
        insert into barber_timelines as t (barber_id, version)
        select distinct barber_id, 1 from new_rows order by barber_id
        on conflict (barber_id) do update set version = t.version + 1;
      end if;

      -- What the snapshot says of the table's file, and what is true.
      if pg_catalog.current_setting('transaction_isolation') in ('repeatable read', 'serializable') then
        perform from pg_catalog.pg_class
        where oid = tg_relid and relfilenode <> pg_catalog.pg_relation_filenode(tg_relid);
        if found then
          raise exception 'bookings were rewritten by a concurrent command' using errcode = 'serialization_failure';
        end if;
      end if;

      -- A statement of its own, for a snapshot that was taken when the lock was there.
      select n.id, n.barber_id, n.occupied, o.id as other into clash
      from new_rows n cross join lateral overlapping_booking(n.barber_id, n.occupied, n.id) o
      where n.status in ('held', 'confirmed', 'checked-in', 'completed')
      limit 1;
      if found then
        raise exception using
          errcode = 'exclusion_violation',
          message = 'two bookings take the same time of a barber',
          detail = pg_catalog.format('Booking %s wants %s of barber %s, and booking %s has it.',
            clash.id, clash.occupied, clash.barber_id, clash.other),
          schema = tg_table_schema, table = tg_table_name, constraint = 'bookings_no_overlap';
      end if;
      return null;
    end
  $$;

-- On a table of somebody else's it would move any fence for them.
revoke execute on function keep_bookings_apart() from public;

do $$
  begin
    execute format(
      'alter function keep_bookings_apart() set search_path = %s, pg_temp',
      (select relnamespace::regnamespace from pg_class where oid = 'bookings'::regclass));
  end
$$;
