#!/bin/bash
# Backups of the compose set-up. Runs in PostgreSQL's own image, so pg_dump is of the server's version.
#   docker compose run --rm backup now            one backup into deploy/backups, read again in full before it counts
#   docker compose run --rm backup list           what there is
#   docker compose stop backend && docker compose run --rm backup restore FILE && docker compose start backend
#   docker compose --profile backup up -d         one every night at BACKUP_AT (UTC), the newest BACKUP_KEEP stay
set -euo pipefail
folder=${BACKUP_FOLDER:-/backups}
keep=${BACKUP_KEEP:-14}
at=${BACKUP_AT:-02:15}
export PGHOST=${PGHOST:-postgres} PGUSER=${PGUSER:-postgres} PGDATABASE=jackdaw PGAPPNAME=jackdaw-backup
[ ! -r /run/secrets/postgres_password ] || PGPASSWORD=$(</run/secrets/postgres_password)
export PGPASSWORD
umask 077

give_up() { echo "$*" >&2; exit 1; }
ask() { psql --no-psqlrc --quiet --tuples-only --no-align --set ON_ERROR_STOP=1 "$@"; }
stamp() { date -u +%Y%m%dT%H%M%SZ; }
backups() { find "$folder" -maxdepth 1 -name 'jackdaw-*.dump' | sort; }

now() {
  local file
  file=$folder/jackdaw-$(stamp).dump
  half=$file.half
  trap 'rm -f "${half:-}"' EXIT
  pg_dump --format=custom --file="$half" || give_up "No backup was made: pg_dump says why above. The earlier ones are untouched."
  sync "$half"
  # All of it is read, not only its table of contents: that would also be found in half a file.
  pg_restore --file=/dev/null "$half" || give_up "The backup could not be read again, and was thrown away. The earlier ones are untouched."
  mv "$half" "$file"
  sync "$folder"
  echo "Backed up to $(basename "$file"): $(du -h "$file" | cut -f1), verified."
  backups | head -n "-$keep" | while read -r old; do rm "$old" && echo "Removed $(basename "$old"), older than the newest $keep."; done
}

list() {
  [ -n "$(backups)" ] || { echo "There is no backup yet."; return; }
  backups | while read -r file; do printf '%s  %s\n' "$(basename "$file")" "$(du -h "$file" | cut -f1)"; done
}

restore() {
  local name=${1:-} file fresh aside users
  file=$folder/$(basename "$name")
  [ -n "$name" ] && [ -f "$file" ] || give_up "There is no backup \"$name\" in deploy/backups. See: docker compose run --rm backup list"
  [ "$(ask --dbname postgres --command "select count(*) from pg_stat_activity where datname = 'jackdaw'")" = 0 ] ||
    give_up "The database is in use. Stop the servers first: docker compose stop backend"
  fresh=jackdaw_restoring
  aside=jackdaw_before_$(date -u +%Y%m%dt%H%M%Sz)
  ask --dbname postgres --command "drop database if exists $fresh with (force)" --command "create database $fresh owner jackdaw"
  # Only when all of it is there does it take the old one's place.
  pg_restore --exit-on-error --single-transaction --dbname="$fresh" "$file" || {
    ask --dbname postgres --command "drop database $fresh with (force)"
    give_up "Nothing was restored: pg_restore says why above. The database is as it was."
  }
  ask --dbname "$fresh" --command analyze
  users=$(ask --command "select case when to_regclass('users') is null then 0 else (xpath('/row/n/text()', query_to_xml('select count(*) as n from users', false, true, '')))[1]::text::int end")
  ask --dbname postgres --command "alter database jackdaw rename to $aside" --command "alter database $fresh rename to jackdaw"
  if [ "$users" = 0 ]; then ask --dbname postgres --command "drop database $aside"; else echo "What was there before is kept in the database $aside."; fi
  echo "Restored $(ask --command 'select count(*) from users') accounts with $(ask --command 'select count(*) from applications') applications from $(basename "$file")."
}

nightly() {
  trap 'exit 0' TERM INT
  echo "One backup every night at $at (UTC), the newest $keep are kept."
  while true; do
    local next wait
    next=$(date -u -d "today $at" +%s)
    [ "$next" -gt "$(date +%s)" ] || next=$(date -u -d "tomorrow $at" +%s)
    wait=$((next - $(date +%s)))
    sleep "$wait" &
    wait $! || true
    # One that failed is said, and the next night is tried again.
    (now) || true
  done
}

# For the health check: whether the newest backup is younger than 26 hours, or the first night is still to come.
recent() {
  [ -z "$(find "$folder" -maxdepth 1 -name 'jackdaw-*.dump')" ] || [ -n "$(find "$folder" -maxdepth 1 -name 'jackdaw-*.dump' -mmin -1560)" ]
}

case ${1:-} in
now | list | nightly | recent) "$1" ;;
restore) restore "${2:-}" ;;
*) sed -n '2,7s/^# \{0,1\}//p' "$0" ;;
esac
