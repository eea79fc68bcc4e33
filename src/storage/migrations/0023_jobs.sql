-- Postings as they were read. What they ask for is found in `text` when it is needed, so that a better reader finds more in old ones.
create table job_postings (
  id text primary key,
  content_hash text not null unique,
  title text not null,
  language text not null,
  facts jsonb not null,
  headings jsonb not null,
  text text not null,
  imported_at timestamptz not null default now()
);
create index job_postings_imported on job_postings (imported_at desc, id);
