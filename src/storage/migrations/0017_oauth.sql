-- Apps that people let act for them (OAuth 2.1). The tables are those of the plugin @better-auth/oauth-provider 1.7 under names of
-- ours; tokens and codes are random and kept as SHA-256 only.
create table auth_oauth_clients (
  id text primary key,
  -- Random for an app that registered itself (RFC 7591), an https address for one that publishes what it is.
  client_id text not null unique,
  client_secret text,
  client_discovery_id text,
  disabled boolean,
  skip_consent boolean check (skip_consent is not true),
  enable_end_session boolean,
  subject_type text,
  scopes jsonb,
  client_credentials_scopes jsonb,
  user_id text references auth_users on delete cascade,
  created_at timestamptz not null default now(),
  updated_at timestamptz,
  name text,
  uri text,
  icon text,
  contacts jsonb,
  tos text,
  policy text,
  software_id text,
  software_version text,
  software_statement text,
  redirect_uris jsonb not null,
  post_logout_redirect_uris jsonb,
  backchannel_logout_uri text,
  backchannel_logout_session_required boolean,
  token_endpoint_auth_method text,
  application_type text,
  jwks text,
  jwks_uri text,
  grant_types jsonb,
  response_types jsonb,
  require_pkce boolean check (require_pkce is not false),
  dpop_bound_access_tokens boolean,
  reference_id text,
  metadata jsonb
);

-- What tokens are for (RFC 8707): addresses of this server.
create table auth_oauth_resources (
  id text primary key,
  identifier text not null unique,
  name text not null,
  access_token_ttl integer,
  refresh_token_ttl integer,
  signing_algorithm text,
  signing_key_id text,
  allowed_scopes jsonb,
  custom_claims jsonb,
  dpop_bound_access_tokens_required boolean,
  disabled boolean,
  created_at timestamptz,
  updated_at timestamptz,
  policy_version integer,
  metadata jsonb
);

create table auth_oauth_client_resources (
  id text primary key,
  client_id text not null references auth_oauth_clients (client_id) on delete cascade,
  resource_id text not null references auth_oauth_resources (identifier) on delete cascade,
  metadata jsonb,
  created_at timestamptz,
  unique (client_id, resource_id)
);
create index auth_oauth_client_resources_resource on auth_oauth_client_resources (resource_id);

-- What somebody has let an app do: one for each app and person. Without it no token of that app is good.
create table auth_oauth_consents (
  id text primary key check (id like 'app\_%'),
  client_id text not null references auth_oauth_clients (client_id) on delete cascade,
  user_id text not null references auth_users on delete cascade,
  reference_id text,
  resources jsonb,
  requested_user_info_claims jsonb,
  scopes jsonb not null,
  -- What the app may see at most; without it, what strangers see.
  audience smallint not null default 0 check (audience between 0 and 3),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- To the minute.
  last_used_at timestamptz,
  unique (client_id, user_id)
);
create index auth_oauth_consents_user on auth_oauth_consents (user_id);

create table auth_oauth_refresh_tokens (
  id text primary key,
  token text not null unique,
  client_id text not null references auth_oauth_clients (client_id) on delete cascade,
  session_id text references auth_sessions on delete set null,
  user_id text not null references auth_users on delete cascade,
  reference_id text,
  authorization_code_id text,
  resources jsonb,
  requested_user_info_claims jsonb,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  revoked timestamptz,
  rotated_at timestamptz,
  -- What an app was answered that asks again at once, because it lost the answer: sealed with the product's secret.
  rotation_replay_response text,
  rotation_replay_expires_at timestamptz,
  auth_time timestamptz,
  confirmation jsonb,
  scopes jsonb not null
);
create index auth_oauth_refresh_tokens_client on auth_oauth_refresh_tokens (client_id, user_id);
create index auth_oauth_refresh_tokens_session on auth_oauth_refresh_tokens (session_id);
create index auth_oauth_refresh_tokens_user on auth_oauth_refresh_tokens (user_id);
create index auth_oauth_refresh_tokens_code on auth_oauth_refresh_tokens (authorization_code_id);

create table auth_oauth_access_tokens (
  id text primary key,
  token text not null unique,
  client_id text not null references auth_oauth_clients (client_id) on delete cascade,
  session_id text references auth_sessions on delete set null,
  user_id text references auth_users on delete cascade,
  reference_id text,
  authorization_code_id text,
  resources jsonb,
  requested_user_info_claims jsonb,
  refresh_id text references auth_oauth_refresh_tokens on delete cascade,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  revoked timestamptz,
  confirmation jsonb,
  scopes jsonb not null
);
create index auth_oauth_access_tokens_client on auth_oauth_access_tokens (client_id, user_id);
create index auth_oauth_access_tokens_session on auth_oauth_access_tokens (session_id);
create index auth_oauth_access_tokens_user on auth_oauth_access_tokens (user_id);
create index auth_oauth_access_tokens_code on auth_oauth_access_tokens (authorization_code_id);
create index auth_oauth_access_tokens_refresh on auth_oauth_access_tokens (refresh_id);

-- Signatures with which apps have proven who they are: each is good once.
create table auth_oauth_client_assertions (
  id text primary key,
  expires_at timestamptz not null
);
