#!/bin/bash
# Starts Redis with the password of the secret, and not without one.
set -euo pipefail
password=$(< /run/secrets/redis_password)
if (( ${#password} < 16 )); then
  echo 'redis: secrets/redis_password has fewer than 16 characters. Make a strong one: npm run pollux -- deploy init' >&2
  exit 1
fi
umask 077
printf 'requirepass %s\n' "$password" > /tmp/password.conf
exec redis-server /etc/redis/redis.conf
