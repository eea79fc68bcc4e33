-- Ways in for people without an account. A link is signed with the product's secret, so nothing secret is stored.
create table share_links (
  id text primary key,
  name text not null,
  audience smallint not null check (audience between 0 and 2),
  created_by text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  revoked_at timestamptz,
  question_limit integer check (question_limit > 0),
  questions integer not null default 0,
  check (question_limit is null or questions <= question_limit)
);

-- What each link was used for, by day (UTC).
create table share_link_days (
  link_id text not null references share_links on delete cascade,
  day date not null,
  questions integer not null default 0,
  refused integer not null default 0,
  primary key (link_id, day)
);
