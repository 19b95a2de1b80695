-- The latest step of an authenticator's clock (RFC 6238) whose code was taken: none before it is taken any more. The
-- version before this one writes used_code and used_code_at, which nobody reads from here on; a later migration may
-- drop them.
alter table accounts.users add column used_step bigint;

-- What is removed every hour is found without reading what stays.
create index refresh_tokens_by_end on accounts.refresh_tokens (expires_at);
create index sessions_that_ended on accounts.sessions (ended_at) where ended_at is not null;
create index mails_by_age on accounts.mails (created_at);
create index unknown_sign_ins_by_age on accounts.unknown_sign_ins (updated_at);
create index users_unconfirmed on accounts.users (created_at) where not email_confirmed;
