-- The last word on double bookings, in place of the exclusion constraint. It holds for whoever writes, in psql too:
--
--   Lock.   Each statement that changes bookings updates the fences of their barbers, in the order of their ids. So
--           changes of one barber come one after the other. In READ COMMITTED the second one goes on when the first has
--           ended, and looks with a new snapshot. In REPEATABLE READ and above it fails with 40001, since its snapshot
--           is too old.
--   Look.   Under that lock, each row that was written and takes time looks for the last one of its barber that begins
--           before it ends. Where no two overlapped before, two do now exactly if one of these looks finds an overlap.
--
-- That the fence moves with every change has a second use: a grain whose memory does not know what somebody wrote by
-- hand is refused as stale, and reloads.

create index bookings_by_barber_and_time on bookings (barber_id, lower(occupied))
  where status in ('held', 'confirmed', 'checked-in', 'completed');

-- A booking, other than that one, that takes time of the barber in the range; no row where the time is free.
create function overlapping_booking(barber uuid, during tstzrange, other_than uuid) returns table (id uuid)
  language sql stable
  as $$
    select last.id
    from (
      select b.id, b.occupied from bookings b
      where b.barber_id = barber and lower(b.occupied) < upper(during) and b.id <> other_than
        and b.status in ('held', 'confirmed', 'checked-in', 'completed')
      order by lower(b.occupied) desc
      limit 1) as last
    where upper(last.occupied) > lower(during)
  $$;

create function keep_bookings_apart() returns trigger
  language plpgsql
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

      -- A statement of its own, for a snapshot that was taken when the lock was there.
      select n.id, n.barber_id, n.occupied, o.id as other into clash
      from new_rows n cross join lateral overlapping_booking(n.barber_id, n.occupied, n.id) o
      where n.status in ('held', 'confirmed', 'checked-in', 'completed')
      limit 1;
      if found then
        raise exception using
          errcode = 'exclusion_violation',
          message = 'two bookings take the same time of a barber',
          detail = format('Booking %s wants %s of barber %s, and booking %s has it.',
            clash.id, clash.occupied, clash.barber_id, clash.other),
          schema = tg_table_schema, table = tg_table_name, constraint = 'bookings_no_overlap';
      end if;
      return null;
    end
  $$;

create trigger bookings_no_overlap_insert after insert on bookings
  referencing new table as new_rows
  for each statement execute function keep_bookings_apart();
create trigger bookings_no_overlap_update after update on bookings
  referencing old table as old_rows new table as new_rows
  for each statement execute function keep_bookings_apart();
create trigger bookings_no_overlap_delete after delete on bookings
  referencing old table as old_rows
  for each statement execute function keep_bookings_apart();
create trigger bookings_no_overlap_truncate after truncate on bookings
  for each statement execute function keep_bookings_apart();

-- A fence that went away and came back would tell a snapshot from before that nothing has happened.
create function keep_fence() returns trigger
  language plpgsql
  as $$
    begin
      raise exception 'a fence stays where it is: bookings are kept apart by it' using errcode = 'restrict_violation';
    end
  $$;

create trigger barber_timelines_stay before delete or truncate or update of barber_id on barber_timelines
  for each statement execute function keep_fence();

-- Whose session it is decides nothing: not by its search path, nor by a temporary table with the name of one of these.
do $$
  begin
    execute format('alter function keep_bookings_apart() set search_path = %I, pg_temp', current_schema());
  end
$$;

alter table bookings drop constraint bookings_no_overlap;
