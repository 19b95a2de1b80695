-- What the ADO.NET providers of Orleans (clustering, persistence, reminders) read and write, on tables that the embedded
-- runtime shares. A provider takes the text of its queries from the table OrleansQuery; what it asks for are the names of
-- the queries, of their parameters and of the columns that they return. Statuses are Orleans' own numbers; 3 is "active".

-- A storage provider is told the name of a state and the key of its grain, not the grain's type. So the name of a state says
-- whose it is.
alter table grain_state drop constraint grain_state_pkey;
alter table grain_state drop column grain_type;
alter table grain_state add primary key (service, state_name, grain_key);

-- A provider takes a key that looks like a hexadecimal number for one, and then '0cafe' is 'cafe'. Slugs can look like that.
update grain_state set grain_key = 'slug/' || grain_key where state_name = 'shop-slug';

-- Silos share out the reminders by this hash of the grain's id. Only Orleans can tell it, so what the embedded runtime wrote
-- gets it when the first silo starts.
alter table grain_reminders add column grain_hash integer;
create index grain_reminders_by_hash on grain_reminders (service, grain_hash);

-- Each change of the membership of a cluster counts its version on: two silos cannot both change what they read.
create table cluster_versions (
  cluster    text        primary key,
  version    integer     not null default 0,
  changed_at timestamptz not null default now()
);

create table silos (
  cluster       text        not null references cluster_versions,
  address       text        not null,
  port          integer     not null,
  generation    integer     not null,
  name          text        not null,
  host          text        not null,
  status        integer     not null,
  gateway_port  integer     not null,
  suspect_times text,
  started_at    timestamptz not null,
  alive_at      timestamptz not null,
  primary key (cluster, address, port, generation)
);

create table OrleansQuery (
  QueryKey  text primary key,
  QueryText text not null
);

insert into OrleansQuery (QueryKey, QueryText) values

('InsertMembershipVersionKey', $$
with added as (
  insert into cluster_versions (cluster) values (@DeploymentId) on conflict do nothing returning 1)
select count(*)::integer from added
$$),

-- The row of the version is locked first, so of two silos that join at once the second sees that the version moved on.
('InsertMembershipKey', $$
with next as (
  update cluster_versions set version = version + 1, changed_at = now()
  where cluster = @DeploymentId and version = @Version and not exists (
    select from silos
    where cluster = @DeploymentId and address = @Address and port = @Port and generation = @Generation)
  returning cluster),
added as (
  insert into silos (
    cluster, address, port, generation, name, host, status, gateway_port, started_at, alive_at)
  select cluster, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime
  from next
  returning 1)
select count(*)::integer from added
$$),

('UpdateMembershipKey', $$
with next as (
  update cluster_versions set version = version + 1, changed_at = now()
  where cluster = @DeploymentId and version = @Version and exists (
    select from silos
    where cluster = @DeploymentId and address = @Address and port = @Port and generation = @Generation)
  returning cluster),
changed as (
  update silos set status = @Status, suspect_times = @SuspectTimes, alive_at = @IAmAliveTime
  from next
  where silos.cluster = next.cluster and address = @Address and port = @Port and generation = @Generation
  returning 1)
select count(*)::integer from changed
$$),

('UpdateIAmAlivetimeKey', $$
update silos set alive_at = @IAmAliveTime
where cluster = @DeploymentId and address = @Address and port = @Port and generation = @Generation
$$),

-- The version comes also where there is no such silo.
('MembershipReadRowKey', $$
select
  v.cluster as DeploymentId, s.address as Address, s.port as Port, s.generation as Generation, s.name as SiloName,
  s.host as HostName, s.status as Status, s.gateway_port as ProxyPort, s.suspect_times as SuspectTimes,
  s.started_at as StartTime, s.alive_at as IAmAliveTime, v.version as Version
from cluster_versions v
  left join silos s
    on s.cluster = v.cluster and s.address = @Address and s.port = @Port and s.generation = @Generation
where v.cluster = @DeploymentId
$$),

('MembershipReadAllKey', $$
select
  v.cluster as DeploymentId, s.address as Address, s.port as Port, s.generation as Generation, s.name as SiloName,
  s.host as HostName, s.status as Status, s.gateway_port as ProxyPort, s.suspect_times as SuspectTimes,
  s.started_at as StartTime, s.alive_at as IAmAliveTime, v.version as Version
from cluster_versions v
  left join silos s on s.cluster = v.cluster
where v.cluster = @DeploymentId
$$),

('GatewaysQueryKey', $$
select address as Address, gateway_port as ProxyPort, generation as Generation
from silos
where cluster = @DeploymentId and status = @Status and gateway_port > 0
$$),

('CleanupDefunctSiloEntriesKey', $$
delete from silos where cluster = @DeploymentId and alive_at < @IAmAliveTime and status <> 3
$$),

('DeleteMembershipTableEntriesKey', $$
with members as (delete from silos where cluster = @DeploymentId)
delete from cluster_versions where cluster = @DeploymentId
$$),

('ReadFromStorageKey', $$
select nullif(payload, ''::bytea) as PayloadBinary, version as Version
from grain_state
where service = @ServiceId and state_name = @GrainTypeString and grain_key = @GrainIdExtensionString
$$),

-- No row comes back when the version is another one, or when there is one although none was read: a lost ETag.
('WriteToStorageKey', $$
with changed as (
  update grain_state set payload = @PayloadBinary, version = version + 1, modified_at = now()
  where service = @ServiceId and state_name = @GrainTypeString and grain_key = @GrainIdExtensionString
    and version = @GrainStateVersion
  returning version),
added as (
  insert into grain_state (service, state_name, grain_key, payload, version, modified_at)
  select @ServiceId, @GrainTypeString, @GrainIdExtensionString, @PayloadBinary, 1, now()
  where @GrainStateVersion is null
  on conflict do nothing
  returning version)
select version as NewGrainStateVersion from changed union all select version from added
$$),

-- A cleared state keeps its row, so that its version goes on.
('ClearStorageKey', $$
update grain_state set payload = ''::bytea, version = version + 1, modified_at = now()
where service = @ServiceId and state_name = @GrainTypeString and grain_key = @GrainIdExtensionString
  and version = @GrainStateVersion
returning version as NewGrainStateVersion
$$),

-- A grain's id is "type/key"; a key may hold a slash, a type does not.
('UpsertReminderRowKey', $$
insert into grain_reminders (service, grain_type, grain_key, name, start_at, period, version, grain_hash)
values (
  @ServiceId, split_part(@GrainId, '/', 1), substr(@GrainId, strpos(@GrainId, '/') + 1), @ReminderName, @StartTime,
  @Period::bigint * interval '1 millisecond', 1, @GrainHash)
on conflict (service, grain_type, grain_key, name) do update
  set start_at = excluded.start_at, period = excluded.period, grain_hash = excluded.grain_hash,
      version = grain_reminders.version + 1
returning version as Version
$$),

('ReadReminderRowsKey', $$
select
  grain_type || '/' || grain_key as GrainId, name as ReminderName, start_at as StartTime,
  (extract(epoch from period) * 1000)::bigint as Period, version as Version
from grain_reminders
where service = @ServiceId
  and grain_type = split_part(@GrainId, '/', 1) and grain_key = substr(@GrainId, strpos(@GrainId, '/') + 1)
$$),

('ReadReminderRowKey', $$
select
  grain_type || '/' || grain_key as GrainId, name as ReminderName, start_at as StartTime,
  (extract(epoch from period) * 1000)::bigint as Period, version as Version
from grain_reminders
where service = @ServiceId and name = @ReminderName
  and grain_type = split_part(@GrainId, '/', 1) and grain_key = substr(@GrainId, strpos(@GrainId, '/') + 1)
$$),

('ReadRangeRows1Key', $$
select
  grain_type || '/' || grain_key as GrainId, name as ReminderName, start_at as StartTime,
  (extract(epoch from period) * 1000)::bigint as Period, version as Version
from grain_reminders
where service = @ServiceId and grain_hash > @BeginHash and grain_hash <= @EndHash
$$),

-- A range that goes over the end of the ring, and the whole ring.
('ReadRangeRows2Key', $$
select
  grain_type || '/' || grain_key as GrainId, name as ReminderName, start_at as StartTime,
  (extract(epoch from period) * 1000)::bigint as Period, version as Version
from grain_reminders
where service = @ServiceId and (grain_hash > @BeginHash or grain_hash <= @EndHash)
$$),

('DeleteReminderRowKey', $$
with gone as (
  delete from grain_reminders
  where service = @ServiceId and name = @ReminderName and version = @Version
    and grain_type = split_part(@GrainId, '/', 1) and grain_key = substr(@GrainId, strpos(@GrainId, '/') + 1)
  returning 1)
select count(*)::integer from gone
$$),

('DeleteReminderRowsKey', $$
delete from grain_reminders where service = @ServiceId
$$);
