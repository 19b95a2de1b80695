-- The latest step of an authenticator's clock (RFC 6238) whose code was taken: none before it is taken any more. The
-- version before this one writes used_code and used_code_at, which nobody reads from here on; a later migration may
-- drop them.
alter table accounts.users add column used_step bigint;
