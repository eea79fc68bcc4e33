-- One row a term and passage. Audience and expiry ride along, so that the scan itself is walled.
create table postings (
  term text not null,
  passage_id integer not null,
  frequency real not null,
  length real not null,
  audience smallint not null,
  expires_at timestamptz
);
create index postings_term on postings (term) include (passage_id, frequency, length, audience, expires_at);
create index postings_passage on postings (passage_id);

-- Passages and their summed length by audience, kept by the transaction that writes the postings.
create table index_totals (audience smallint primary key, passages integer not null, length double precision not null);
insert into index_totals select level, 0, 0 from generate_series(0, 3) as level;
