#!/bin/bash
# Replaces the processes of the app one by one, by the image and settings that .env names now, and loses no request: a new one is
# started beside them, nginx is pointed away from the oldest, and only then is that one stopped. Any number of replicas, also one.
# When a new one does not become healthy, it is removed, and everything stays as it was.
set -euo pipefail
cd "$(dirname "$0")"

replicas() { docker compose ps --quiet app; }
address() { docker inspect --format "{{(index .NetworkSettings.Networks \"$network\").IPAddress}}" "$1"; }
reload() { docker compose exec -T nginx nginx -s reload; }

# Points nginx at these containers alone; requests under way go on where they are.
point_at() {
  local id
  {
    echo '# Written by roll.sh while it runs.'
    echo 'upstream app {'
    echo '  zone app 128k;'
    for id in "$@"; do echo "  server $(address "$id"):3000 max_fails=2 fail_timeout=5s;"; done
    echo '}'
  } > upstreams/.app.conf
  mv upstreams/.app.conf upstreams/app.conf
  reload
}

usual=$(cat upstreams/app.conf)
put_back() {
  printf '%s\n' "$usual" > upstreams/app.conf
  reload
}

mapfile -t old < <(replicas)
if (( ${#old[@]} == 0 )); then
  echo 'No app is running: docker compose up -d --wait' >&2
  exit 1
fi
network=$(docker inspect --format '{{range $name, $_ := .NetworkSettings.Networks}}{{println $name}}{{end}}' "${old[0]}" | grep '_edge$')
trap put_back EXIT

for id in "${old[@]}"; do
  mapfile -t before < <(replicas)
  if ! docker compose up --detach --no-deps --no-recreate --no-build --wait --wait-timeout 120 --scale "app=$(( ${#old[@]} + 1 ))" app; then
    mapfile -t now < <(replicas)
    for one in "${now[@]}"; do
      if [[ " ${before[*]} " != *" $one "* ]]; then
        docker logs --tail 20 "$one" >&2
        docker rm --force "$one" > /dev/null
      fi
    done
    echo 'The new app does not become healthy; its last words are above. The ones before it go on.' >&2
    exit 1
  fi
  mapfile -t now < <(replicas)
  staying=()
  for one in "${now[@]}"; do [[ $one == "$id" ]] || staying+=("$one"); done
  point_at "${staying[@]}"
  sleep 2 # the workers of nginx that knew the old one have given its requests to it
  docker stop "$id" > /dev/null
  docker rm "$id" > /dev/null
done
echo "Replaced ${#old[@]} of ${#old[@]}."
