-- Audience: 0 public, 1 recruiter, 2 colleague, 3 owner. Offsets are UTF-16 code units into source_versions.text.
create table sources (
  id text primary key,
  origin text not null unique,
  kind text not null check (kind in ('profile', 'document', 'sop', 'answer')),
  title text not null,
  audience smallint not null check (audience between 0 and 3),
  language text not null,
  expires_at timestamptz,
  version text not null,
  -- SHA-256 of the bytes it was read from and of how they were read: equal means there is nothing to do.
  fingerprint text not null,
  metadata jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table source_versions (
  source_id text not null references sources on delete cascade,
  version text not null,
  text text not null,
  -- What it was written for: an old version stays hidden from whom the source has since been opened to.
  audience smallint not null,
  pages jsonb,
  pointers jsonb,
  created_at timestamptz not null default now(),
  primary key (source_id, version)
);

-- A passage never changes: a new version of a source, or another audience, writes new passages.
create table passages (
  id integer generated always as identity primary key,
  source_id text not null references sources on delete cascade,
  version text not null,
  ordinal integer not null,
  start_at integer not null,
  end_at integer not null,
  page integer,
  heading text not null,
  text text not null,
  audience smallint not null,
  language text not null,
  expires_at timestamptz
);
create index passages_source on passages (source_id);
