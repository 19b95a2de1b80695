-- Who invited: when they may no more, what they sent is good for nothing. Null for a key.
alter table accounts.invitations
  add column invited_by uuid references accounts.users on delete cascade;

-- What a shop sent in a day counts, whatever became of it.
drop index accounts.invitations_by_shop;
create index invitations_by_shop on accounts.invitations (shop_id, created_at);

-- When the latest attempt to show who one is was counted: after a day the count begins anew, as for an address that is
-- nobody's.
alter table accounts.users add column attempted_at timestamptz;
