-- People who sign in. The first five tables are those of better-auth 1.7 with its two-factor plugin, under names of ours; a
-- password is kept as its scrypt hash, the secret of a second factor and its backup codes sealed with the product's secret.
create table auth_users (
  id text primary key check (id like 'user\_%'),
  name text not null,
  email text not null unique check (email = lower(email)),
  email_verified boolean not null default false,
  image text,
  role text not null check (role in ('owner', 'operator', 'viewer')),
  audience smallint not null check (audience between 1 and 3),
  two_factor_enabled boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table auth_sessions (
  id text primary key,
  user_id text not null references auth_users on delete cascade,
  token text not null unique,
  -- The latest moment it can be good, however much it is used.
  expires_at timestamptz not null,
  -- To the hour: one that rests too long ends before that.
  last_seen_at timestamptz not null default now(),
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index auth_sessions_user on auth_sessions (user_id);

create table auth_accounts (
  id text primary key,
  user_id text not null references auth_users on delete cascade,
  account_id text not null,
  provider_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, account_id)
);
create index auth_accounts_user on auth_accounts (user_id);

create table auth_verifications (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index auth_verifications_identifier on auth_verifications (identifier);

create table auth_two_factors (
  id text primary key,
  user_id text not null unique references auth_users on delete cascade,
  secret text not null,
  backup_codes text not null,
  verified boolean not null default true,
  failed_verification_count integer not null default 0,
  locked_until timestamptz,
  -- RFC 6238, 5.2: a code is good once. Three are good at any moment, so the last three are enough.
  used_codes text[] not null default '{}'
);

-- Links that make an account or a new password, once. Their tokens are random (256 bits) and stored as SHA-256 only.
create table auth_links (
  id text primary key,
  hash text not null unique,
  kind text not null check (kind in ('set_up', 'invitation', 'reset')),
  -- Whose password it is for.
  user_id text references auth_users on delete cascade,
  email text,
  role text not null check (role in ('owner', 'operator', 'viewer')),
  audience smallint not null check (audience between 1 and 3),
  created_by text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  -- Of a reset: whether it turns the second factor off as well.
  drops_two_factor boolean not null default false,
  check ((kind = 'reset') = (user_id is not null))
);

-- Sign-ins that failed, by account and by address (both as a keyed hash), and how long each must wait.
create table auth_failures (
  subject text primary key,
  failures integer not null,
  failed_at timestamptz not null default now(),
  blocked_until timestamptz,
  -- What the audit chain has not been told yet, and when it was told last.
  untold integer not null default 0,
  told_at timestamptz
);
