-- Where the processes that share this database reach one another. A row lives as long as its process, which says every few
-- seconds that it is there; unlogged, because after a crash of the database they all say it again.
create unlogged table nodes (
  id text primary key,
  url text not null,
  seen_at timestamptz not null default now()
);
