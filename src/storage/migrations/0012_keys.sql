-- Who else may come in. Secrets are random (256 bits) and stored as SHA-256 only; a key has two while one replaces the other.
create table api_keys (
  id text primary key,
  name text not null,
  audience smallint not null check (audience between 0 and 3),
  scopes text[] not null,
  created_by text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  revoked_at timestamptz
);

create table api_key_secrets (
  hash text primary key,
  key_id text not null references api_keys on delete cascade,
  created_at timestamptz not null default now(),
  -- When the one that replaces it is the only one.
  expires_at timestamptz,
  last_used_at timestamptz
);
create index api_key_secrets_key on api_key_secrets (key_id);
