-- Another version after every change of what can be found: with it, what was made from the knowledge before is outdated. Random,
-- not counted, so that after a restore no number comes again with another meaning. One row; its table comes after
-- "sources" by name, so that a restore, which fills tables in that order, brings the version last.
create table sources_version (
  only_row boolean primary key default true check (only_row),
  version uuid not null default gen_random_uuid()
);
insert into sources_version default values;

create function change_sources_version() returns trigger language plpgsql as $$
begin
  -- The index's lock, which every writer of sources takes: taken first, so that two wait for each other in one order.
  perform pg_advisory_xact_lock(7065520);
  update sources_version set version = gen_random_uuid();
  return null;
end $$;

create trigger sources_version_added after insert or delete on sources
  for each statement execute function change_sources_version();
-- Not for `fingerprint`, which says nothing of what can be found.
create trigger sources_version_changed after
  update of kind, title, audience, language, expires_at, version, metadata, updated_at on sources
  for each statement execute function change_sources_version();
-- Vectors change what is found as well. Before them, because writers of sources have the version when they delete passages.
create trigger sources_version_vectors before insert on passage_vectors
  for each statement execute function change_sources_version();
create trigger sources_version_models before insert or update on embedding_models
  for each statement execute function change_sources_version();

create index sources_expiry on sources (expires_at) where expires_at is not null;

-- What a knowledge folder's files and their sources looked like when they were last brought in step.
create table synced_files (
  origin text primary key,
  -- Fingerprint of the file's bytes, and of what else was said about it.
  content text not null,
  declared text not null,
  -- Audience the folder or its manifest gave it.
  audience smallint not null,
  -- Fingerprint of its sources as they then were: another one when somebody changed them elsewhere.
  state text not null,
  synced_at timestamptz not null default now()
);
