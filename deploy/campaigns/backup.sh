#!/bin/bash
# The restore drill at size: ROWS applications (100,000) with events and snapshots, backed up, the volume wiped, restored: row counts and
# content hashes must be equal. For a running compose set-up that may be lost. Ends with "N passed, N failed".
set -uo pipefail
cd "$(dirname "$0")/../.."
rows=${ROWS:-100000}
passed=0
failed=0
sql() { docker compose exec -T postgres psql --no-psqlrc --quiet --tuples-only --no-align --username postgres --dbname jackdaw --command "$1"; }
check() {
  local name=$1
  shift
  if "$@"; then passed=$((passed + 1)); echo "ok    $name"; else failed=$((failed + 1)); echo "FAIL  $name"; fi
}
# Order-free, so that it needs no sort of a gigabyte: the count, and the sum of every row's own hash.
contents() {
  for table in users applications snapshots events; do
    sql "select '$table', count(*), sum(('x' || left(md5(t::text), 15))::bit(60)::bigint) from $table t"
  done
}
timed() { local from=$SECONDS; "$@"; local code=$?; echo "      $((SECONDS - from)) s"; return $code; }

echo "Filling in $rows applications."
sql "
insert into users (id, email, password_hash, change_number)
select gen_random_uuid(), 'drill' || n || '@example.org', 'x', $rows / 100 from generate_series(1, 100) n;
insert into applications (user_id, id, change_number, created_at, updated_at, title, company, url, stage, notes, description, save_hash)
select u.id, gen_random_uuid(), n, now(), now(), 'Deckhand ' || n, 'Fjordline ' || n % 97, 'https://jobs.example.org/' || n, 'saved', 'note ' || n,
  (select string_agg(md5(n || '-' || part), ' ') from generate_series(1, 90) part), sha256('x')
from users u, generate_series(1, $rows / 100) n where u.email like 'drill%';
insert into events (user_id, id, application_id, change_number, at, kind, by, after)
select user_id, gen_random_uuid(), id, change_number, now(), 'saved', 'test', jsonb_build_object('stage', 'saved') from applications where company like 'Fjordline %';
insert into snapshots (user_id, id, application_id, captured_at, content_hash, text)
select user_id, gen_random_uuid(), id, now(), encode(sha256(description::bytea), 'hex'), description from applications where company like 'Fjordline %';" || exit 1
before=$(contents)
echo "$before"

check 'a backup is made and verified' timed docker compose run --rm -T backup now
name=$(docker compose run --rm -T backup list 2>/dev/null | tail -1 | cut -d' ' -f1)
docker compose stop backend >/dev/null 2>&1
docker compose rm --stop --force postgres >/dev/null 2>&1
docker volume rm "$(docker compose config --format json | jq -r .volumes.postgres.name)" >/dev/null
docker compose up --detach --no-build --pull never postgres >/dev/null 2>&1
for _ in $(seq 60); do docker compose exec -T postgres pg_isready --quiet --host 127.0.0.1 --username postgres --dbname jackdaw && break; sleep 1; done
check 'it restores into an empty volume' timed docker compose run --rm -T backup restore "$name"
after=$(contents)
check 'counts and hashes are equal' test "$before" = "$after"
[ "$before" = "$after" ] || echo "$after"
rm -f "deploy/backups/$name"
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" = 0 ]
