#!/bin/bash
# Healthy when the app's own role can sign in over the network and what it writes reaches the disk. At 127.0.0.1 the image
# trusts everybody, and would not notice a wrong password.
set -euo pipefail
PGPASSWORD=$(< /run/secrets/database_password)
export PGPASSWORD
exec psql --host "$(hostname -i | cut -d ' ' -f 1)" --username pollux --dbname pollux --quiet --no-psqlrc --no-align --tuples-only \
  --command "select 'written at ' || pg_logical_emit_message(true, 'health', 'written')"
