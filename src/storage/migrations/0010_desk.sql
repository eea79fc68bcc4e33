create table tickets (
  id integer generated always as identity primary key,
  version integer not null default 1,
  title text not null,
  description text not null,
  -- Title and description without case and accents, for the search; its distinct words, for telling equal tickets.
  folded text not null,
  words text[] not null,
  category text check (
    category in ('network', 'hardware', 'software', 'account', 'email', 'security', 'performance', 'database')
  ),
  subcategory text,
  priority text not null check (priority in ('low', 'medium', 'high', 'critical')),
  -- Somebody chose the priority, so no classifier may change it.
  priority_chosen boolean not null,
  status text not null default 'new' check (status in ('new', 'classified', 'in_progress', 'resolved', 'closed')),
  source text not null check (source in ('rest', 'cli', 'email', 'alert', 'agent')),
  reporter_name text,
  reporter_email text,
  assignee text,
  routed_to text,
  classification jsonb,
  duplicate_of integer references tickets check (duplicate_of <> id),
  tags text[] not null default '{}',
  flags text[] not null default '{}',
  agent_response jsonb,
  outcome text,
  -- Service-level clocks: when they run out, when somebody first took it up, how long they have stood still.
  response_due_at timestamptz not null,
  resolution_due_at timestamptz not null,
  responded_at timestamptz,
  paused_ms bigint not null default 0,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  resolved_at timestamptz,
  closed_at timestamptz,
  search tsvector not null generated always as (to_tsvector('simple', folded)) stored,
  check ((status in ('resolved', 'closed')) = (resolved_at is not null)),
  check ((status = 'closed') = (closed_at is not null))
);
create index tickets_search on tickets using gin (search);
create index tickets_open_words on tickets using gin (words) where status in ('new', 'classified', 'in_progress');
create index tickets_assignee on tickets (assignee, id desc) where assignee is not null;

create table ticket_comments (
  id bigint generated always as identity primary key,
  ticket_id integer not null references tickets on delete cascade,
  author text not null,
  source text not null,
  text text not null,
  created_at timestamptz not null
);
create index ticket_comments_ticket on ticket_comments (ticket_id, id);

-- Only ever added to: who changed what, and when.
create table ticket_events (
  id bigint generated always as identity primary key,
  ticket_id integer not null references tickets on delete cascade,
  actor text not null,
  type text not null,
  data jsonb not null,
  created_at timestamptz not null
);
create index ticket_events_ticket on ticket_events (ticket_id, id);

-- Similar tickets, the newer one first. Linked, never merged.
create table ticket_links (
  ticket_id integer not null references tickets on delete cascade,
  other_id integer not null references tickets on delete cascade check (other_id <> ticket_id),
  reason text not null check (reason in ('same_alert', 'same_text', 'similar_text', 'named')),
  similarity real,
  created_at timestamptz not null,
  primary key (ticket_id, other_id)
);
create index ticket_links_other on ticket_links (other_id);

-- No reference to agent_runs: a ticket says what was done to it for longer than runs are kept.
create table ticket_runs (
  ticket_id integer not null references tickets on delete cascade,
  run_id text not null,
  capability text not null,
  outcome text check (outcome in ('succeeded', 'failed', 'cancelled')),
  started_at timestamptz not null,
  finished_at timestamptz,
  primary key (ticket_id, run_id),
  check ((outcome is null) = (finished_at is null))
);

-- Every message that became a ticket or a comment, so that one delivered twice is read once.
create table ticket_messages (
  message_id text primary key,
  ticket_id integer references tickets on delete cascade,
  received_at timestamptz not null
);

-- What each alert is doing, by its fingerprint; starts_at tells a new firing from an old delivery.
create table ticket_alerts (
  fingerprint text primary key,
  state text not null check (state in ('firing', 'resolved')),
  starts_at timestamptz not null,
  labels jsonb not null,
  annotations jsonb not null,
  ticket_id integer references tickets on delete set null,
  updated_at timestamptz not null
);
create index ticket_alerts_ticket on ticket_alerts (ticket_id) where ticket_id is not null;

-- How procedures ended, for their success rates. One run counts once, however often it is told.
create table sop_outcomes (
  id bigint generated always as identity primary key,
  sop_id text not null,
  ticket_id integer references tickets on delete set null,
  run_id text unique,
  outcome text not null check (outcome in ('resolved', 'failed', 'abandoned')),
  steps jsonb not null,
  duration_ms bigint not null check (duration_ms >= 0),
  actor text not null,
  created_at timestamptz not null
);
create index sop_outcomes_sop on sop_outcomes (sop_id);
