-- Answers that were scored by themselves, outside a session.
create table evaluations (
  id text primary key,
  holder text not null,
  at timestamptz not null default now(),
  question text not null,
  kind text not null check (kind in ('technical', 'behavioural', 'industry', 'cultural', 'salary')),
  answer text not null,
  total smallint not null check (total between 0 and 100),
  score jsonb not null
);
create index evaluations_holder on evaluations (holder, at desc, id);

-- What somebody measured elsewhere and hands in (record_performance).
create table performance_records (
  id text primary key,
  holder text not null,
  at timestamptz not null default now(),
  accuracy real not null check (accuracy between 0 and 100),
  story_coverage real not null check (story_coverage between 0 and 100),
  satisfaction real not null check (satisfaction between 0 and 100),
  response_time_ms integer not null check (response_time_ms >= 0),
  category text not null
);
create index performance_records_holder on performance_records (holder, at desc, id);
