#!/bin/bash
# Healthy when somebody with the password can write: redis-cli itself says nothing by its exit code when it is refused.
set -euo pipefail
REDISCLI_AUTH=$(< /run/secrets/redis_password)
export REDISCLI_AUTH
answer=$(redis-cli --raw set pollux:health written EX 60 2>&1)
if [[ $answer != OK ]]; then
  echo "$answer"
  exit 1
fi
