-- Whoever looks at their account is shown the open invitations to their address.
create index invitations_open_by_address on accounts.invitations (lower(email))
  where accepted_at is null and revoked_at is null;
