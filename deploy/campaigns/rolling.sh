#!/bin/bash
# Rolling updates under load: ROUNDS times (5) a new version with a migration in it replaces the running one, while RATE requests a second (50)
# of twenty people save and read. Nothing may fail, nothing that was acknowledged may be missing. For a running compose set-up without an account.
# Ends with "N passed, N failed".
set -uo pipefail
cd "$(dirname "$0")/../.."
URL=${URL:-http://127.0.0.1:${JACKDAW_PORT:-8080}}
work=$(mktemp -d)
load=
trap '[ -z "$load" ] || kill "$load" 2>/dev/null; rm -rf "$work"' EXIT
passed=0
failed=0

invite=$(docker compose logs --no-color --no-log-prefix backend | grep -o '#/sign-up?invite=[^ ]*' | tail -1)
curl --silent --fail --header 'Content-Type: application/json' --output "$work/session" "$URL/api/auth/sign-up" \
  --data '{"email":"ada@example.org","password":"correct horse battery staple","invite":"'"${invite##*=}"'"}' || { echo "0 passed, 1 failed"; exit 1; }

for round in $(seq "${ROUNDS:-5}"); do
  # This version, and one migration more that takes locks as real ones do.
  mkdir -p "$work/image"
  name=9${round}00-campaign
  cat >"$work/image/$name.ts" <<TS
import type { Knex } from 'knex';
export const up = async (knex: Knex): Promise<void> => {
  await knex.raw('alter table applications add column campaign_$round text');
  await knex.raw('create index campaign_$round on applications (user_id, campaign_$round)');
};
export const down = async (knex: Knex): Promise<void> => {
  await knex.raw('alter table applications drop column campaign_$round');
};
TS
  cat >"$work/image/list.mjs" <<MJS
import { readFileSync, writeFileSync } from 'node:fs';
const file = '/app/migrations/index.ts';
const entry = ", { name: '$name', up: campaign$round.up, down: campaign$round.down }];\n";
const text = readFileSync(file, 'utf8').replace(/,?\s*\];\s*\$/, entry);
writeFileSync(file, "import * as campaign$round from './$name.ts';\n" + text);
MJS
  cat >"$work/image/Dockerfile" <<D
FROM jackdaw-backend
USER root
COPY $name.ts /app/migrations/
COPY list.mjs /tmp/
RUN node /tmp/list.mjs && rm /tmp/list.mjs && tail -2 /app/migrations/index.ts
USER jackdaw
D
  docker build --quiet --pull=false --tag jackdaw-backend "$work/image" >/dev/null || { failed=$((failed + 1)); continue; }
  [ -n "$load" ] || {
    node deploy/campaigns/load.mjs "$URL" "$work/session" --rate "${RATE:-50}" >"$work/figures" 2>"$work/begun" &
    load=$!
    until grep -q send "$work/begun" || ! kill -0 "$load"; do sleep 1; done
    cat "$work/begun"
    sleep 3
  }
  if bash deploy/rolling.sh --no-build; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
done
sleep 3
kill -TERM "$load"
if wait "$load"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
load=
cat "$work/figures"
# What was asked of more than one backend, and what failed: how often, and what each backend answered.
docker compose logs --no-color --no-log-prefix web 2>/dev/null | grep '^{' |
  jq --raw-output '"\(.method) \(.status), asked one after the other: \(.answers), at most \(.seconds | ceil) s"' | sort | uniq --count
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" = 0 ]
