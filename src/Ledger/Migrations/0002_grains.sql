-- What grains keep with [PersistentState]; the version is the ETag.
create table grain_state (
  service     text        not null,
  grain_type  text        not null,
  grain_key   text        not null,
  state_name  text        not null,
  payload     bytea       not null,
  version     integer     not null,
  modified_at timestamptz not null,
  primary key (service, grain_type, grain_key, state_name)
);

create table grain_reminders (
  service    text        not null,
  grain_type text        not null,
  grain_key  text        not null,
  name       text        not null,
  start_at   timestamptz not null,
  period     interval    not null,
  version    integer     not null,
  primary key (service, grain_type, grain_key, name)
);
