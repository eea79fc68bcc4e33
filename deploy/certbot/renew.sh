#!/bin/sh
# Gets a certificate by ACME (RFC 8555) and looks twice a day whether it is due. The authority asks for a file at port 80, which
# nginx serves from the volume acme; nginx sees by itself that the certificate was replaced.
set -eu
trap 'exit 0' TERM INT

account=${ACME_HOME:-/etc/letsencrypt}
webroot=${ACME_WEBROOT:-/var/www/acme}
target=${ACME_TARGET:-/certificates}
fresh=${ACME_FRESH:-/tmp/renewed}
address=${PUBLIC_URL#*://}
domains=${ACME_DOMAINS:-${address%%[:/]*}}
# One line of certificates for each authority, so that going from its staging to the real one asks anew.
server=${ACME_SERVER#*://}
name=${server%%[:/]*}

# Asks when there is none yet, when the names have changed, and when it ends within a month.
ask() {
  if [ -n "${ACME_EMAIL:-}" ]; then set -- --email "$ACME_EMAIL"; else set -- --register-unsafely-without-email; fi
  certbot certonly --non-interactive --agree-tos "$@" --server "$ACME_SERVER" \
    --webroot --webroot-path "$webroot" --domains "$domains" --cert-name "$name" --key-type ecdsa \
    --keep-until-expiring --renew-with-new-domains \
    --config-dir "$account" --work-dir /tmp/certbot --logs-dir /tmp/certbot
}

# Puts it where nginx reads it, the key first: nginx looks at the other.
publish() {
  if cmp -s "$account/live/$name/fullchain.pem" "$target/fullchain.pem"; then return; fi
  for file in privkey.pem fullchain.pem; do
    cp "$account/live/$name/$file" "$target/.$file" &&
      chmod 444 "$target/.$file" &&
      mv -f "$target/.$file" "$target/$file" || return 1
  done
  echo "certbot: a new certificate for $domains is in use"
}

while true; do
  if ask && publish; then
    touch "$fresh"
    pause=43200
  else
    rm -f "$fresh"
    pause=3600
    echo "certbot: no certificate for $domains; the next try is in an hour" >&2
  fi
  sleep "$pause" &
  wait $!
done
