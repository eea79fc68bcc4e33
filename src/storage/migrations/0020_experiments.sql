create table experiments (
  id text primary key check (id like 'exp\_%'),
  name text not null,
  hypothesis text not null,
  metric text not null,
  audiences smallint[] not null,
  expected_visitors integer not null,
  minimum_effect double precision not null,
  state text not null default 'draft' check (state in ('draft', 'running', 'stopped', 'shipped')),
  -- What visitors are hashed with; only while it runs, so that afterwards nobody can tell who took part.
  salt bytea,
  stopped_for text,
  note text,
  shipped_arm text,
  created_by text not null,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  ended_at timestamptz,
  check ((state = 'running') = (salt is not null))
);

create table experiment_arms (
  experiment_id text not null references experiments on delete cascade,
  -- 0 is the control.
  arm smallint not null,
  name text not null,
  strategy text not null,
  writer text not null,
  weight double precision not null check (weight > 0),
  stopped_at timestamptz,
  stopped_for text,
  primary key (experiment_id, arm),
  unique (experiment_id, name)
);

-- One running experiment for each audience: who takes part in two at once is evidence for neither.
create table running_experiments (
  audience smallint primary key,
  experiment_id text not null references experiments on delete cascade
);
create index running_experiments_experiment on running_experiments (experiment_id);

-- Who was shown an arm: once, whatever happens.
create table experiment_exposures (
  experiment_id text not null,
  visitor bytea not null,
  arm smallint not null,
  audience smallint not null,
  at timestamptz not null default now(),
  primary key (experiment_id, visitor),
  foreign key (experiment_id, arm) references experiment_arms on delete cascade
);

-- Which answers those were, and how good: an outcome names its answer.
create table experiment_answers (
  answer_id text primary key,
  experiment_id text not null,
  visitor bytea not null,
  refused boolean not null,
  -- Of a language model: how many were shown, and how many were dropped because nothing supports them.
  sentences smallint not null,
  dropped smallint not null,
  foreign key (experiment_id, visitor) references experiment_exposures on delete cascade
);
create index experiment_answers_visitor on experiment_answers (experiment_id, visitor);

create table experiment_outcomes (
  experiment_id text not null,
  visitor bytea not null,
  kind text not null,
  at timestamptz not null,
  primary key (experiment_id, visitor, kind),
  foreign key (experiment_id, visitor) references experiment_exposures on delete cascade
);

-- How askers who choose nothing are answered, since an experiment showed what is better.
create table answer_defaults (
  audience smallint primary key,
  strategy text not null,
  writer text not null,
  experiment_id text references experiments on delete set null,
  at timestamptz not null default now()
);
