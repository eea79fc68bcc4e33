-- Entries are only ever added; each holds the hash of the one before it, so that none can be changed or taken out unseen.
create table audit_entries (
  sequence bigint primary key,
  kind text not null,
  subject text not null,
  body text not null,
  previous_hash text not null,
  hash text not null unique,
  created_at timestamptz not null default now()
);
create index audit_entries_subject on audit_entries (subject);

create table agent_runs (
  id text primary key,
  capability text not null,
  risk text not null check (risk in ('read', 'change', 'dangerous')),
  input jsonb not null,
  -- What the input comes to, as whoever approves it sees it.
  resolved jsonb,
  actor jsonb not null,
  origin text not null,
  parent_id text references agent_runs on delete set null,
  idempotency_key text unique,
  action_hash text not null,
  state text not null check (state in ('waiting', 'queued', 'running', 'suspended', 'succeeded', 'failed', 'cancelled')),
  attempt integer not null default 0,
  -- Who executes it. Every later write carries it, so that one who lost the run can write nothing more.
  claim text,
  heartbeat_at timestamptz,
  cancel_requested boolean not null default false,
  output jsonb,
  error jsonb,
  probe jsonb,
  verdict text check (verdict in ('verified', 'unverified', 'failed')),
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz
);
create index agent_runs_recent on agent_runs (created_at desc);
create index agent_runs_open on agent_runs (state) where state in ('waiting', 'queued', 'running', 'suspended');
create index agent_runs_parent on agent_runs (parent_id) where parent_id is not null;

-- What a run did, once each. Without finished_at it was begun, and its effect is not known.
create table agent_steps (
  run_id text not null references agent_runs on delete cascade,
  position integer not null,
  name text not null,
  idempotency_key text,
  output jsonb,
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  primary key (run_id, position)
);

create table agent_events (
  id bigint generated always as identity primary key,
  run_id text not null references agent_runs on delete cascade,
  type text not null,
  data jsonb not null,
  created_at timestamptz not null default now()
);
create index agent_events_run on agent_events (run_id, id);

create table approvals (
  id text primary key,
  run_id text not null unique references agent_runs on delete cascade,
  action_hash text not null,
  reason text not null,
  state text not null check (state in ('pending', 'approved', 'refused', 'expired', 'used')),
  decided_by text,
  decision_reason text,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  decided_at timestamptz
);
create index approvals_pending on approvals (expires_at) where state = 'pending';
