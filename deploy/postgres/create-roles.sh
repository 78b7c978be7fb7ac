#!/bin/bash
# Runs once, when the database is made. Jackdaw connects as `jackdaw`, which owns the tables and nothing else: no superuser, no exemption from
# row-level security. It serves requests as `jackdaw_app`, which may not even change the tables.
set -euo pipefail
psql --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname "$POSTGRES_DB" --set password="$(cat /run/secrets/database_password)" <<'SQL'
create role jackdaw_app nologin;
create role jackdaw login password :'password' nosuperuser nobypassrls nocreaterole nocreatedb;
grant jackdaw_app to jackdaw;
select format('alter database %I owner to jackdaw', current_database()) \gexec
alter schema public owner to jackdaw;
SQL
