#!/bin/sh
# Makes the secrets of a compose set-up, once: sh deploy/make-secrets.sh. What is there already is left alone.
set -eu
umask 077
folder=$(dirname "$0")/secrets
mkdir -p "$folder"
chmod 700 "$folder"

random() { head -c 48 /dev/urandom | base64 | tr -d '+/=\n' | cut -c1-48; }
# The folder keeps strangers out. The files themselves are readable: a container's user, who owns none of them, sees only the file.
write() {
  [ -e "$folder/$1" ] && return
  printf '%s' "$2" >"$folder/$1.new"
  chmod 444 "$folder/$1.new"
  mv "$folder/$1.new" "$folder/$1"
  echo "made $folder/$1"
}

write postgres_password "$(random)"
write database_password "$(random)"
write database_url "postgres://jackdaw:$(cat "$folder/database_password")@postgres:5432/jackdaw"
write jwt_secret "$(random)"
echo "Keep a copy of $folder somewhere safe: no backup holds them."
