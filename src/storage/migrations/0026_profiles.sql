-- Profiles as they were given, by the file they were read from: what stands in `sources` is text made from them, which cannot be edited.
create table profiles (
  origin text primary key,
  json text not null,
  version text not null,
  updated_at timestamptz not null default now()
);
