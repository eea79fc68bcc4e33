-- One row per term and passage. Audience and expiry ride along, so that the scan itself is walled; `infinity` never expires.
create table postings (
  -- 53-bit hash of channel, language and term (src/twin/retrieval/term-key.ts); `term & 3 = 0` is a stem.
  term bigint not null,
  passage_id integer not null,
  -- How often the term is in the passage's text, and in its title and headings.
  body smallint not null,
  title smallint not null,
  -- Words of the text, and of title and headings, stop words left out.
  body_length smallint not null,
  title_length smallint not null,
  audience smallint not null,
  expires_at timestamptz not null
) with (autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05);
create index postings_term on postings (term, passage_id) include (body, title, body_length, title_length, audience, expires_at);
create index postings_passage on postings (passage_id);

-- What BM25 has to know of the visible passages, kept by the transactions that write postings.
create table index_totals (
  audience smallint not null,
  language text not null,
  expires_at timestamptz not null,
  passages integer not null,
  body_length bigint not null,
  title_length bigint not null,
  primary key (audience, language, expires_at)
);

-- Only filled when an embedding model is configured. Vectors have length 1. With pgvector, an HNSW index is made on the cast.
create table passage_vectors (
  model text not null,
  passage_id integer not null references passages on delete cascade,
  vector real[] not null,
  audience smallint not null,
  expires_at timestamptz not null,
  primary key (model, passage_id)
);
create index passage_vectors_passage on passage_vectors (passage_id);

-- How far a model is trusted beside the words, found by examining it on the passages themselves.
create table embedding_models (
  model text primary key,
  dimension integer not null,
  vote real not null,
  -- Passages that had a vector then.
  examined integer not null
);
