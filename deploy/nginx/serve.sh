#!/bin/sh
# Starts nginx with the settings of this place:
#   BACKEND_NAME, BACKEND_PORT   where backends are (backend, 4747); a name is looked up as it is, without a search domain
#   BACKEND_HOST                 the Host that they are asked for, where a platform routes by it; else what the browser asked for
#   RESOLVER                     who knows the name; else the first nameserver of /etc/resolv.conf
set -eu
resolver=${RESOLVER:-$(sed -n 's/^nameserver[[:space:]]*\([^[:space:]]*\).*/\1/p' /etc/resolv.conf | sed -n '1{s/.*:.*/[&]/;p;}')}
[ -n "$resolver" ] || { echo 'No nameserver is known: set RESOLVER.' >&2; exit 1; }
mkdir -p /tmp/nginx
for file in /etc/nginx/jackdaw/*.conf; do
  sed -e "s|@RESOLVER@|$resolver|" -e "s|@BACKEND_NAME@|${BACKEND_NAME:-backend}|" -e "s|@BACKEND_PORT@|${BACKEND_PORT:-4747}|" \
    -e "s|@BACKEND_HOST@|${BACKEND_HOST:-\$http_host}|" "$file" >"/tmp/nginx/$(basename "$file")"
done
exec nginx -e stderr -c /tmp/nginx/nginx.conf -g 'daemon off;'
