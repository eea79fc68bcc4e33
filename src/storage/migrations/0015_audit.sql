-- 2: the time is in the hash too.
alter table audit_entries add column format smallint not null default 1;
create index audit_entries_kind on audit_entries (kind, sequence);
create index audit_entries_created on audit_entries (created_at);

-- Only a restore says this of itself, in its own transaction.
create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  if current_setting('pollux.restoring', true) = 'on' then
    return coalesce(new, old);
  end if;
  raise exception 'audit_entries only takes new entries: % is refused', tg_op using errcode = 'insufficient_privilege';
end $$;
create trigger audit_entries_rows before update or delete on audit_entries
  for each row execute function refuse_audit_change();
create trigger audit_entries_truncate before truncate on audit_entries
  for each statement execute function refuse_audit_change();

-- Who asked. Unknown of what was answered before.
alter table answers add column actor_id text;

-- The leaves of the trees whose roots are in the chain; sequence says which, and is null until then. A narrow table of its
-- own, so that chaining does not write the whole answer a second time.
create table answer_leaves (
  answer_id text primary key,
  created_at timestamptz not null default now(),
  -- Null until it is chained, of an answer stored by an older Pollux.
  digest text,
  sequence bigint,
  position integer
);
create index answer_leaves_waiting on answer_leaves (created_at, answer_id) where sequence is null;
create index answer_leaves_chained on answer_leaves (sequence, position) where sequence is not null;
create index answer_leaves_created on answer_leaves (created_at);
