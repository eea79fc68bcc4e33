-- Which ids have an indexed passage, by 1,024 ids (`id >> 10`): one bit each, kept by the transactions that write postings.
-- It tells how many visible passages there are up to an id without reading them.
create table index_blocks (
  block integer not null,
  audience smallint not null,
  expires_at timestamptz not null,
  members bit(1024) not null,
  primary key (block, audience, expires_at)
);
insert into index_blocks (block, audience, expires_at, members)
select id >> 10, audience, coalesce(expires_at, 'infinity'), bit_or(set_bit(0::bit(1024), id & 1023, 1)) from passages group by 1, 2, 3;

-- A model is examined for each audience, on what that may see. Until now it was on everything, which is what the owner sees;
-- the other audiences are examined by the next process that embeds.
alter table embedding_models add column audience smallint not null default 3;
alter table embedding_models alter column audience drop default;
alter table embedding_models drop constraint embedding_models_pkey;
alter table embedding_models add primary key (model, audience);

-- So has each audience its own index for finding vectors, made when it is first needed.
do $$
declare name text;
begin
  for name in select indexname from pg_indexes
    where schemaname = current_schema and tablename = 'passage_vectors' and indexdef ilike '%using hnsw%'
  loop
    execute format('drop index %I', name);
  end loop;
end $$;
