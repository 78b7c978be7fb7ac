#!/bin/bash
# Checks a running compose set-up as its users and its enemies would meet it: bash deploy/check.sh, from the repository's folder.
# For a set-up that was just made and holds nothing: it signs up the first account, stops and wipes the database, and restores it.
# Needs curl and jq. Ends with "N passed, N failed".
set -uo pipefail
cd "$(dirname "$0")/.."
URL=${URL:-http://127.0.0.1:${JACKDAW_PORT:-8080}}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

# check NAME COMMAND…: the command's exit code is the verdict, its output is shown when it failed.
check() {
  local name=$1
  shift
  if "$@" >"$work/said" 2>&1; then
    passed=$((passed + 1))
    echo "ok    $name"
  else
    failed=$((failed + 1))
    echo "FAIL  $name"
    head -c 2000 "$work/said" | sed 's/^/        /'
  fi
}
section() { printf '\n%s\n' "$*"; }
api() { # METHOD PATH TOKEN [BODY] -> status; the body is in $work/body
  local method=$1 path=$2 token=$3 body=${4:-}
  curl --silent --max-time 30 --output "$work/body" --dump-header "$work/head" --write-out '%{http_code}' --request "$method" "$URL$path" \
    --header "Authorization: Bearer $token" ${body:+--header 'Content-Type: application/json' --data "$body"}
}
answers() { # STATUS METHOD PATH TOKEN [BODY]
  local wanted=$1 got
  shift
  got=$(api "$@")
  [ "$got" = "$wanted" ] || { echo "$2 answered $got instead of $wanted: $(head -c 500 "$work/body")"; return 1; }
}
field() { jq --exit-status --raw-output "$1" "$work/body"; }
header() { curl --silent --max-time 10 --output /dev/null --dump-header - "$URL$1" | tr -d '\r' | grep -i "^$2:"; }
eventually() { for _ in $(seq 60); do "$@" && return; sleep 1; done; return 1; }
inside() { docker compose exec -T "$@"; }
no() { ! "$@"; }
id() { node -e "const { randomBytes } = require('node:crypto'); const b = randomBytes(16); b.writeUIntBE(Date.now(), 0, 6); b[6] = (b[6] & 15) | 112; b[8] = (b[8] & 63) | 128; console.log(b.toString('hex').replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '\$1-\$2-\$3-\$4-\$5'))"; }
posting() { jq --null-input --arg title "$1" '{posting: {title: $title, company: "Fjordline", url: "https://jobs.example.org/1"}, notes: "my own"}'; }
sql() { inside postgres psql --no-psqlrc --quiet --tuples-only --no-align --username postgres --dbname jackdaw --command "$1"; }
contents() { sql "select md5(string_agg(t::text, chr(10) order by t::text)) from (select a.*, e.kind from applications a join events e on (e.user_id, e.application_id) = (a.user_id, a.id)) t"; }

section 'The web page'
check 'is served' bash -c "curl --silent --fail '$URL/' | grep -q '<title>Jackdaw'"
check 'runs only what came with it' header / content-security-policy
check 'is asked for anew each time' bash -c "$(declare -f header); URL=$URL; header / cache-control | grep -q no-cache"
asset=$(curl --silent "$URL/" | grep -o '/assets/[^"]*\.js' | head -1)
check 'has its assets kept for ever' bash -c "$(declare -f header); URL=$URL; header '$asset' cache-control | grep -q immutable"
check 'is compressed' bash -c "curl --silent --header 'Accept-Encoding: gzip' --output /dev/null --dump-header - '$URL$asset' | grep -qi 'content-encoding: gzip'"
check 'knows no other file' test "$(curl --silent --output /dev/null --write-out '%{http_code}' "$URL/../../etc/passwd" --path-as-is)" != 200

section 'The API through the web server'
check 'is alive' answers 200 GET /healthz ''
check 'is ready' answers 200 GET /readyz ''
check 'describes itself' answers 200 GET /openapi.json ''
check 'shows its figures to nobody' answers 404 GET /metrics ''
check 'asks for a token' answers 401 GET /api/applications ''

section 'Accounts'
person='{"email":"ada@example.org","password":"correct horse battery staple"}'
check 'nobody signs up who was not asked in' answers 403 POST /api/auth/sign-up '' "$person"
link=$(docker compose logs --no-color --no-log-prefix backend | grep -o 'http[^ ]*#/sign-up?invite=[^ ]*' | tail -1)
check 'a link for the first account was printed' test -n "$link"
person=$(jq --compact-output --arg invite "${link##*invite=}" '. + {invite: $invite}' <<<"$person")
check 'the first account signs up by it' answers 201 POST /api/auth/sign-up '' "$person"
token=$(field .accessToken)
check 'and is the administrator' test "$(field .user.role)" = administrator
check 'once' answers 403 POST /api/auth/sign-up '' "${person/ada/mallory}"
check 'the administrator invites a second one' answers 201 POST /api/invites "$token" '{}'
check 'who signs up' answers 201 POST /api/auth/sign-up '' \
  "$(jq '{invite, email: "eve@example.org", password: "another horse battery staple"}' "$work/body")"
stranger=$(field .accessToken)
check 'and is not' test "$(field .user.role)" = member

section 'Saving and exporting'
one=$(id)
check 'a posting is saved' answers 201 PUT "/api/applications/$one" "$token" "$(posting 'Deckhand')"
check 'once, however often it is sent' answers 200 PUT "/api/applications/$one" "$token" "$(posting 'Deckhand')"
for n in $(seq 20); do api PUT "/api/applications/$(id)" "$token" "$(posting "Deckhand $n")" >/dev/null; done
check 'the list has all' bash -c "[ $(api GET '/api/applications?limit=200' "$token") = 200 ] && [ \$(jq '.items | length' '$work/body') = 21 ]"
check 'nobody else sees it' answers 404 GET "/api/applications/$one" "$stranger"
check 'the CSV export has all' bash -c "[ $(api GET /api/export.csv "$token") = 200 ] && [ \$(grep -c Fjordline '$work/body') = 21 ]"
check 'the JSON export has all' bash -c "[ $(api GET /api/export.json "$token") = 200 ] && [ \$(jq '.applications | length' '$work/body') = 21 ]"

section 'Large bodies'
big=$(head -c 1100000 /dev/zero | tr '\0' x)
too_large() {
  [ "$(printf '%s' "$big" | curl --silent --max-time 30 --output "$work/body" --write-out '%{http_code}' --request PUT --header "Authorization: Bearer $token" \
    --header 'Content-Type: application/json' --data-binary @- "$URL/api/applications/$one")" = 413 ] && [ "$(field .code)" = too_large ]
}
check 'more than a megabyte is refused with a reason' too_large
awk 'BEGIN { print "company,title,url,notes"; for (n = 0; n < 20000; n++) printf "Fjordline,Deckhand %d,https://jobs.example.org/%d,%0120d\n", n, n, n }' >"$work/import.csv"
looked_through() {
  [ "$(curl --silent --max-time 120 --output "$work/body" --write-out '%{http_code}' --header "Authorization: Bearer $token" --header 'Content-Type: text/csv' \
    --data-binary "@$work/import.csv" "$URL/api/imports?dryRun=true")" = 200 ]
}
check "a file of $(du -h "$work/import.csv" | cut -f1) to import is looked through" looked_through

section 'The containers'
mapfile -t backends < <(docker compose ps --quiet backend)
check 'two backends share the work' bash -c "$(for one_backend in "${backends[@]}"; do echo "docker logs $one_backend 2>&1 | grep -q '\"route\":\"/api/applications' &&"; done) [ ${#backends[@]} = 2 ]"
for service in backend web; do
  check "$service is not root" bash -c "[ \$(docker compose exec -T $service id -u) != 0 ]"
  check "$service has no capability" bash -c "docker compose exec -T $service grep -q 'CapEff:.0000000000000000' /proc/1/status"
  check "$service can not change its own files" no inside "$service" bash -c 'touch /app/x || touch /srv/page/x || touch /usr/x'
done
check 'the web server does not reach the database' no inside web timeout 3 bash -c '</dev/tcp/postgres/5432'
check 'a backend does' inside backend timeout 3 bash -c '</dev/tcp/postgres/5432'
check 'a backend reaches nothing outside' no inside backend timeout 3 bash -c '</dev/tcp/198.51.100.53/80'
check 'the database publishes no port' test -z "$(docker compose port postgres 5432 2>/dev/null | grep -v ':0$')"
check 'the database role has no powers' test "$(sql "select bool_or(rolsuper or rolbypassrls or rolcreaterole or rolcreatedb) from pg_roles where rolname like 'jackdaw%'")" = f
leaks() {
  docker inspect $(docker compose ps --all --quiet) >"$work/inspected"
  docker history --no-trunc jackdaw-backend >>"$work/inspected"
  docker compose logs >"$work/logged" 2>&1
  for secret in deploy/secrets/*; do grep -qF "$(cat "$secret")" "$work/inspected" "$work/logged" && echo "$secret" && return 0; done
  grep -qF "$token" "$work/logged"
}
check 'no secret is in docker inspect, the image or the logs' no leaks
size=$(docker image inspect --format '{{.Size}}' jackdaw-backend | awk '{print int($1 / 1e6)}')
check "the backend's image has at most 250 MB ($size)" test "$size" -le 250
memory=$(docker stats --no-stream --format '{{.MemUsage}}' "${backends[@]}" | awk -F/ '{print int($1)}' | sort -n | tail -1)
check "an idle backend takes at most 150 MiB ($memory)" test "$memory" -le 150

section 'Faults'
before=$(contents)
docker compose stop postgres >/dev/null 2>&1
check 'without its database the server says 503, not 401' answers 503 GET /api/applications "$token"
check 'and when to try again' grep -qi '^retry-after:' "$work/head"
check 'while it stays alive' answers 200 GET /healthz ''
docker compose start postgres >/dev/null 2>&1
check 'it comes back with the database' eventually answers 200 GET "/api/applications/$one" "$token"
check 'with everything' test "$(contents)" = "$before"
docker kill --signal KILL "${backends[0]}" >/dev/null
go_on() {
  for n in $(seq 8); do
    answers 200 GET "/api/applications/$one" "$token" && answers 201 PUT "/api/applications/$(id)" "$token" "$(posting "Boatswain $n")" || return 1
  done
}
check 'with one backend killed the other answers and saves' go_on
before=$(contents)
docker start "${backends[0]}" >/dev/null
docker stop "${backends[1]}" >/dev/null
check 'a backend that is told to stop ends in order' test "$(docker inspect --format '{{.State.ExitCode}}' "${backends[1]}")" = 0
docker start "${backends[1]}" >/dev/null

section 'Three backends'
docker compose up --detach --no-build --pull never --no-deps --no-recreate --scale backend=3 backend >/dev/null 2>&1
mapfile -t backends < <(docker compose ps --quiet backend)
all_healthy() { for one_backend in "${backends[@]}"; do [ "$(docker inspect --format '{{.State.Health.Status}}' "$one_backend")" = healthy ] || return 1; done; }
check 'three run' eventually all_healthy
# ask CONTAINER TIMES METHOD PATH TOKEN [BODY] -> that backend's statuses, one after the other, without the web server.
ask() {
  docker exec "$1" node --input-type=module -e '
    const [times, method, path, token, body] = process.argv.slice(1);
    const headers = { Authorization: `Bearer ${token}`, ...(body ? { "Content-Type": "application/json" } : {}) };
    for (let n = 0; n < Number(times); n++) {
      const reply = await fetch(`http://127.0.0.1:4747${path}`, { method, headers, ...(body ? { body } : {}) });
      await reply.arrayBuffer();
      console.log(reply.status);
    }' "${@:2}" | tr '\n' ' '
}
each_reads_all() {
  local from to new
  for from in "${backends[@]}"; do
    new=$(id)
    [ "$(ask "$from" 1 PUT "/api/applications/$new" "$token" "$(posting 'Cook')")" = '201 ' ] || return 1
    for to in "${backends[@]}"; do [ "$(ask "$to" 1 GET "/api/applications/$new" "$token")" = '200 ' ] || return 1; done
  done
}
check 'what one has acknowledged each of them reads' each_reads_all
wrong='{"email":"eve@example.org","password":"not the battery staple"}'
right='{"email":"eve@example.org","password":"another horse battery staple"}'
guesses=$(for one_backend in "${backends[@]}"; do ask "$one_backend" 4 POST /api/auth/sign-in '' "$wrong"; done)
check "they count wrong passwords together ($guesses)" test "$guesses" = '401 401 401 401 401 401 401 401 401 401 429 429 '
check 'beyond the limit each refuses, whatever the password' test "$(for one_backend in "${backends[@]}"; do ask "$one_backend" 1 POST /api/auth/sign-in '' "$right"; done)" = '429 429 429 '
check 'and so it is through the web server' answers 429 POST /api/auth/sign-in '' "$right"
before=$(contents)

section 'Backup and restore'
check 'a backup is made and verified' docker compose run --rm -T backup now
name=$(docker compose run --rm -T backup list 2>/dev/null | tail -1 | cut -d' ' -f1)
check 'it is in deploy/backups' test -s "deploy/backups/$name"
check 'it is not restored over a running server' no docker compose run --rm -T backup restore "$name"
docker compose stop backend >/dev/null 2>&1
docker compose rm --stop --force postgres >/dev/null 2>&1
docker volume rm "$(docker compose config --format json | jq -r .volumes.postgres.name)" >/dev/null
docker compose up --detach --no-build --pull never postgres >/dev/null 2>&1
eventually inside postgres pg_isready --quiet --host 127.0.0.1 --username postgres --dbname jackdaw
check 'restores into an empty database' docker compose run --rm -T backup restore "$name"
check 'row for row' test "$(contents)" = "$before"
docker compose start backend >/dev/null 2>&1
check 'and the person goes on' eventually answers 200 GET "/api/applications/$one" "$token"

section 'A certificate of its own'
tls() { DOMAIN=${DOMAIN:-localhost} docker compose -f compose.yaml -f deploy/compose.tls.yaml "$@"; }
check 'the second compose file fits the first' tls config --quiet
check 'only the ports for the web are published' test "$(tls config --format json | jq --compact-output '[.services[].ports // [] | .[].published] | unique')" = '["443","80"]'
# Not pulled for this alone: a machine without a way out has it or has it not.
if docker image inspect caddy:2 >/dev/null 2>&1; then
  tls up --detach --no-build --pull never >/dev/null 2>&1
  encrypted() { curl --silent --insecure --fail --max-time 5 https://localhost/readyz >/dev/null; }
  check 'it answers encrypted' eventually encrypted
  check 'and sends there who asks without' bash -c "curl --silent --output /dev/null --write-out '%{redirect_url}' http://localhost/ | grep -q '^https://localhost/'"
  check 'its own port is closed then' no curl --silent --max-time 5 "$URL/healthz"
else
  echo 'skipped: the image caddy:2 is not on this machine'
fi

printf '\n%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" = 0 ]
