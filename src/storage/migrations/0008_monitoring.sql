create table monitoring_samples (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  host text not null,
  -- Numbers by metric, or metric:target.
  figures jsonb not null,
  -- The limits that figures were beyond: what the next sample's alerts go on from.
  watches jsonb not null,
  expires_at timestamptz not null
);
create index monitoring_samples_at on monitoring_samples (at desc);
create index monitoring_samples_expiry on monitoring_samples (expires_at);
