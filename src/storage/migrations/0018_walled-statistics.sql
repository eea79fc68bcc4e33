-- How many passages there are by 256 ids (`id >> 8`), kept by the transactions that write postings, so that how many visible
-- ones lie up to an id is known without reading them all.
create table index_blocks (
  block integer not null,
  audience smallint not null,
  expires_at timestamptz not null,
  passages integer not null,
  primary key (block, audience, expires_at)
);
insert into index_blocks (block, audience, expires_at, passages)
select id >> 8, audience, coalesce(expires_at, 'infinity'), count(*) from passages group by 1, 2, 3;

-- A model is examined for each audience, on what that may see. Until now it was on everything, which is what the owner sees;
-- the other audiences are examined by the next process that embeds.
alter table embedding_models add column audience smallint not null default 3;
alter table embedding_models alter column audience drop default;
alter table embedding_models drop constraint embedding_models_pkey;
alter table embedding_models add primary key (model, audience);
