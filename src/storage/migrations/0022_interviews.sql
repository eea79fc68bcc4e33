-- Interviews that a person practises: they survive the process, and belong to who holds them.
create table interview_sessions (
  id text primary key,
  holder text not null,
  state text not null check (state in ('running', 'paused', 'finished', 'abandoned')),
  ended_because text check (ended_because in ('answered', 'time', 'abandoned')),
  -- As it was made when the session began.
  plan jsonb not null,
  minutes smallint not null check (minutes between 1 and 60),
  -- The clock is the database's: one for all processes, and no client's.
  started_at timestamptz not null,
  ended_at timestamptz,
  paused_at timestamptz,
  pauses integer not null default 0,
  paused_ms bigint not null default 0 check (paused_ms >= 0),
  -- Means over the answers of a finished session, for the progress over many.
  result jsonb,
  check ((state = 'paused') = (paused_at is not null)),
  check ((state in ('finished', 'abandoned')) = (ended_at is not null)),
  check ((ended_at is null) = (ended_because is null)),
  check ((state = 'finished') = (result is not null))
);
create index interview_sessions_holder on interview_sessions (holder, started_at desc, id);

-- Every question as it was asked, and what was answered.
create table interview_turns (
  session_id text not null references interview_sessions on delete cascade,
  position smallint not null,
  -- Index of the question in the plan.
  item smallint not null,
  follow_up text check (follow_up in ('rephrased', 'result', 'example', 'deeper')),
  question text not null,
  asked_at timestamptz not null,
  paused_ms bigint not null default 0 check (paused_ms >= 0),
  answered_at timestamptz,
  -- Null for a question that was skipped.
  answer text,
  -- Of the request that answered, so that the same one again changes nothing.
  key text,
  score jsonb,
  primary key (session_id, position),
  check (answered_at >= asked_at),
  check ((answered_at is null) = (key is null)),
  check ((answer is null) = (score is null))
);
create unique index interview_turns_key on interview_turns (session_id, key) where key is not null;
create unique index interview_turns_open on interview_turns (session_id) where answered_at is null;
