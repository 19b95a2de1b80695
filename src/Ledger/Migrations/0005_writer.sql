-- Who may write to a barber's timeline: a token of the one activation that took it over last. Taking over counts the version on,
-- so that whoever had it before is refused by the fence, and learns here that it is not the writer any more.
alter table barber_timelines add column writer uuid;
