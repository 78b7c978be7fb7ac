#!/bin/bash
# Updates a running compose set-up without an outage: npm run deploy:rolling, or bash deploy/rolling.sh
# One new backend is started beside the old ones (it migrates the database, compatibly with them), becomes ready, and only then is an
# old one told to stop: it answers what it has, and new requests go to the others. Then the next. The page follows last.
#   --no-build   use the images as they are (BACKEND_IMAGE, WEB_IMAGE), for images made elsewhere
set -euo pipefail
cd "$(dirname "$0")/.."
READY_SECONDS=${READY_SECONDS:-120}

say() { printf '%s  %s\n' "$(date -u +%H:%M:%S)" "$*"; }
give_up() { say "$*" >&2; exit 1; }
compose() { docker compose "$@"; }
replicas() { compose ps --quiet backend; }
health() { docker inspect --format '{{if .State.Health}}{{.State.Health.Status}}{{else}}{{.State.Status}}{{end}}' "$1"; }

case ${1:-} in
'') compose build backend web ;;
--no-build) ;;
*) sed -n '2,5s/^# \{0,1\}//p' "$0"; exit 2 ;;
esac

mapfile -t old < <(replicas)
count=${#old[@]}
started=()
[ "$count" -gt 0 ] || give_up "No backend is running: start the set-up with docker compose up -d"
wanted=$(docker image inspect --format '{{.Id}}' "${BACKEND_IMAGE:-jackdaw-backend}")
say "Replacing $count backends, one at a time."

wait_ready() {
  local id=$1
  for _ in $(seq "$READY_SECONDS"); do
    [ "$(health "$id")" != healthy ] || return 0
    [ "$(docker inspect --format '{{.State.Running}}' "$id")" = true ] || break
    sleep 1
  done
  docker logs --tail 20 "$id" >&2
  return 1
}

for one in "${old[@]}"; do
  compose up --detach --no-deps --no-recreate --no-build --scale backend=$((count + 1)) backend >/dev/null
  new=$(replicas | grep -vxF "$(printf '%s\n' "${old[@]}" "${started[@]}")" || true)
  [ -n "$new" ] || give_up "Compose started no new backend."
  if ! wait_ready "$new"; then
    docker rm --force "$new" >/dev/null
    give_up "The new version does not become ready: it was removed again, its last words are above. The old backends go on serving."
  fi
  [ "$(docker inspect --format '{{.Image}}' "$new")" = "$wanted" ] || give_up "The new backend runs another image than it should."
  started+=("$new")
  say "$(docker inspect --format '{{slice .Name 1}}' "$new") is ready; $(docker inspect --format '{{slice .Name 1}}' "$one") stops."
  docker stop "$one" >/dev/null
  docker rm "$one" >/dev/null
done

compose up --detach --no-deps --no-build --force-recreate page >/dev/null
say "The page is published."
# The page comes by the volume: the one public port only closes for another nginx or another configuration of it.
kind='nginx -v 2>&1; cat /etc/nginx/jackdaw/* /usr/local/bin/serve'
now=$(compose exec -T web bash -c "$kind")
next=$(docker run --rm --network none --entrypoint bash "${WEB_IMAGE:-jackdaw-web}" -c "$kind")
if [ "$now" != "$next" ]; then
  say "The web server itself changes with this version. That can wait for a quiet moment, and takes a second: docker compose up -d --no-deps web"
fi
say "Done: $(replicas | wc -l) backends of the new version."
