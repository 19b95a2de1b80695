-- Challenges of passkeys that were answered: each is good once. A row is worth nothing after its challenge has ended.
create table accounts.used_challenges (
  challenge_hash bytea       primary key,
  expires_at     timestamptz not null,

  constraint used_challenges_hash_is_sha256 check (octet_length(challenge_hash) = 32)
);
create index used_challenges_by_end on accounts.used_challenges (expires_at);

-- In which language a mail is to be written: that of who caused it.
alter table accounts.mails add column language varchar(8) not null default 'en';
