#!/bin/bash
# On the first start: a role for the app, which owns its database and nothing else, and one for the exporter, which only looks. The
# superuser is for people.
set -euo pipefail
for name in database_password monitor_password; do
  if (( $(wc -c < "/run/secrets/$name") < 16 )); then
    echo "postgres: secrets/$name has fewer than 16 characters. Make a strong one: npm run pollux -- deploy init" >&2
    exit 1
  fi
done
# psql reads and quotes them: as arguments they would be in the list of processes.
psql --set ON_ERROR_STOP=1 --username postgres --dbname postgres --quiet <<'SQL'
\set database_password `cat /run/secrets/database_password`
\set monitor_password `cat /run/secrets/monitor_password`
create role pollux login createdb password :'database_password';
create role monitor login in role pg_monitor password :'monitor_password';
create database pollux owner pollux;
revoke connect on database pollux from public;
grant connect on database pollux to monitor;
\connect pollux
create extension if not exists vector;
SQL
