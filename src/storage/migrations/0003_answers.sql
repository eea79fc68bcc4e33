create table answers (
  id text primary key,
  conversation_id text not null,
  audience smallint not null,
  question text not null,
  language text not null,
  strategy text not null,
  mode text not null,
  refused boolean not null,
  reason text,
  sentences jsonb not null,
  duration_ms real not null,
  created_at timestamptz not null default now()
);
create index answers_conversation on answers (conversation_id, created_at);

-- One row a gap: the same question, folded, is counted, not repeated.
create table unanswered (
  id text primary key,
  question text not null,
  folded text not null unique,
  language text not null,
  times integer not null default 1,
  state text not null default 'open' check (state in ('open', 'answered', 'dismissed')),
  source_id text references sources on delete set null,
  created_at timestamptz not null default now(),
  last_asked_at timestamptz not null default now(),
  resolved_at timestamptz
);

-- What the owner answered must stay answered: `pollux eval` asks these again.
create table regression_cases (
  id text primary key,
  question text not null,
  language text not null,
  audience smallint not null,
  source_id text not null references sources on delete cascade,
  created_at timestamptz not null default now()
);

-- Things that happen once in the life of a database, such as loading the sample twin.
create table milestones (name text primary key, at timestamptz not null default now());
