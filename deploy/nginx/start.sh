#!/bin/bash
# Starts nginx, and has it read its certificate again when the file was replaced: nobody else needs to reach it for that.
set -euo pipefail
certificate=/etc/nginx/certificates/fullchain.pem

# Inode and time of change: a renewed file takes the place of the old one.
mark() { stat --dereference --format '%i %Y' "$certificate"; }

watch() {
  local known=$1 now
  while sleep 30; do
    # Absent for a moment while somebody exchanges it by hand.
    if now=$(mark) && [[ $now != "$known" ]]; then
      known=$now
      # One that does not fit its key is refused, with the reason, and the old one stays in use.
      if nginx -s reload; then echo "nginx: reads $certificate again"; fi
    fi
  done
}

known=$(mark)
watch "$known" &
exec nginx -g 'daemon off;'
