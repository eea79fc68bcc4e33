#!/bin/bash
# Takes the stack to another image and loses no request: bash deploy/compose/update.sh ghcr.io/OWNER/pollux:1.2.3
# First a verified backup, then roll.sh, then a look at the health of the whole. Where that is not well, the image before it returns.
set -euo pipefail
cd "$(dirname "$0")"

image=${1:-}
if [[ -z $image ]]; then
  echo 'Name the image: bash deploy/compose/update.sh ghcr.io/OWNER/pollux:1.2.3' >&2
  exit 2
fi

setting() { sed -n "s/^$1=//p" .env | tail -n 1; }
name_image() {
  { grep -v '^POLLUX_IMAGE=' .env; echo "POLLUX_IMAGE=$1"; } > .env.new
  chmod 600 .env.new
  mv .env.new .env
}
runs_on() {
  local id
  for id in $(docker compose ps --quiet app); do
    [[ $(docker inspect --format '{{.Config.Image}}' "$id") == "$1" ]] || return 1
  done
}
# Those of the profiles roles and local, where they run. Nobody waits for an answer of theirs.
replace_others() {
  local service
  for service in worker mcp local-ports; do
    if [[ -z $(docker compose --profile '*' ps --quiet "$service") ]]; then continue; fi
    docker compose --profile '*' up --detach --no-deps --no-build --wait --wait-timeout 120 "$service" || return 1
  done
}
is_well() {
  local try
  for try in {1..30}; do
    if curl --silent --fail --insecure --max-time 6 --output /dev/null "https://127.0.0.1:$port/api/health"; then return 0; fi
    sleep 2
  done
  echo "https://127.0.0.1:$port/api/health is not well after $try tries." >&2
  return 1
}
go_to() {
  name_image "$1"
  { runs_on "$1" || bash roll.sh; } && replace_others && is_well
}

previous=$(setting POLLUX_IMAGE)
previous=${previous:-pollux:local}
port=$(setting HTTPS_PORT)
port=${port:-443}

docker image inspect "$image" > /dev/null 2>&1 || docker pull --quiet "$image"
docker compose exec -T app node src/start.mjs run backup.create_backup | sed -n 1p

if go_to "$image"; then
  echo "On $image. Before: $previous"
  exit 0
fi
echo "$image does not work here; going back to $previous." >&2
if go_to "$previous"; then
  echo "Back on $previous." >&2
else
  echo "Going back failed as well. If the new image migrated the database, the old one refuses it: docs/guides/upgrading.md" >&2
fi
exit 1
