-- Where activity came from. What is counted under one is counted under the wider ones in `under` too, which say any (-1, *) of
-- what they do not tell apart, down to 0, which is everybody: so what is asked most is read from few rows.
create table analytics_segments (
  id integer generated always as identity primary key,
  audience smallint not null check (audience between -1 and 3),
  -- The id of a share link; empty for everybody else.
  link text not null,
  client text not null,
  -- Ids, its own among them; null of the wider ones.
  under integer[],
  unique (audience, link, client)
);
insert into analytics_segments (id, audience, link, client) overriding system value values (0, -1, '*', '*');

-- Sums that can be added up: by day, by month (UTC) so that a year is read from few rows, and of everybody by hour. Each is an
-- object of numbers; one row with all of them instead of a row for each, because rows are what writing and reading costs.
create table analytics_counts (
  segment integer not null references analytics_segments on delete cascade,
  grain smallint not null check (grain in (1, 2, 3)),
  starts_at timestamptz not null,
  counts jsonb not null,
  -- By bucket of duration.
  latency jsonb not null,
  topics jsonb not null,
  primary key (segment, grain, starts_at)
) with (fillfactor = 70);

-- A salt a day, deleted with the visits it hid after two days: nobody can be known again beyond that. Unlogged, so that no
-- backup keeps either for longer; a crash of PostgreSQL empties them, and who was there today then counts anew.
create unlogged table analytics_salts (
  day date primary key,
  salt bytea not null
);

create unlogged table analytics_visits (
  visitor text primary key,
  day date not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  sessions integer not null,
  -- Of the session under way: where it is counted, and the steps it has taken, one bit each.
  segment integer not null,
  steps smallint not null,
  segments integer[] not null
) with (fillfactor = 80);
create index analytics_visits_day on analytics_visits (day);

-- Questions that are about the same thing, by the words they share.
create table analytics_topics (
  id integer primary key check (id > 0),
  questions bigint not null,
  -- By term: how many of the questions have it, and how it is written.
  terms jsonb not null,
  last_at timestamptz not null,
  -- Grows with each change, so that each process reads only what is new to it.
  version bigint not null
);
create sequence analytics_topic_versions;

-- Single events, for a month: they are what makes sure that none is counted twice.
create table analytics_events (
  id text primary key,
  at timestamptz not null,
  kind text not null check (kind in ('asked', 'opened', 'citation_opened', 'contact_clicked')),
  segment integer not null references analytics_segments on delete cascade,
  topic integer,
  refused boolean,
  duration_ms real,
  -- Of a citation that was opened.
  answer_id text
);
create index analytics_events_at on analytics_events (at);
create index analytics_events_segment on analytics_events (segment);

-- One rating an answer; the last one counts.
create table analytics_ratings (
  answer_id text primary key,
  rating smallint not null check (rating between 1 and 5),
  reason text,
  -- Of the first rating: where it is counted.
  at timestamptz not null,
  segment integer not null references analytics_segments on delete cascade,
  topic integer
);
create index analytics_ratings_at on analytics_ratings (at);
create index analytics_ratings_segment on analytics_ratings (segment);

-- A question that was answered, and the answer rated badly, is the owner's to look at too.
alter table unanswered add column rated_badly_at timestamptz, add column rating_reason text;
