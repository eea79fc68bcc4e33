-- Restores into this very database: one row each, in the transaction that replaced the tables, and never replaced itself.
create table restores (
  key text primary key,
  backup_id text not null,
  at timestamptz not null default now()
);
