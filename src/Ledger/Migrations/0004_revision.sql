-- How often a booking was written. Whoever changes one says which revision they have seen: a request that was thought lost
-- and arrives late does not undo what was done after it.
alter table bookings add column revision integer not null default 1;
