import type { Knex } from 'knex';

/*
 * Of every secret that is handed out only its SHA-256 is kept: each has 80 random bits or more, so there is nothing to guess.
 * The tables of one person's secrets are tenant tables as all others are. `invites` belongs to the installation: an invite is seen by
 * a transaction that administers, and by the one that presents its secret.
 */
const TABLES = `
-- Where the refresh token is kept decides how the next one travels, also where nobody presented it (a new password).
alter table sessions add column keep text not null default 'body' constraint sessions_keep check (keep in ('body', 'cookie'));

create table api_tokens (
  user_id uuid not null references users (id) on delete cascade,
  id uuid not null,
  name text not null,
  hash bytea not null constraint api_tokens_hash_size check (octet_length(hash) = 32),
  scopes text[] not null constraint api_tokens_scopes check (scopes <@ array['read', 'write', 'export'] and cardinality(scopes) between 1 and 3),
  created_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  last_used_at timestamptz,
  primary key (user_id, id),
  constraint api_tokens_hash unique (user_id, hash)
);

create table recovery_codes (
  user_id uuid not null references users (id) on delete cascade,
  hash bytea not null constraint recovery_codes_hash_size check (octet_length(hash) = 32),
  primary key (user_id, hash)
);

create table reset_links (
  user_id uuid not null references users (id) on delete cascade,
  hash bytea not null constraint reset_links_hash_size check (octet_length(hash) = 32),
  expires_at timestamptz not null,
  primary key (user_id, hash)
);

create table invites (
  id uuid primary key,
  hash bytea not null constraint invites_hash unique constraint invites_hash_size check (octet_length(hash) = 32),
  -- A set-up invite makes the installation's first account, and is printed where the server is started.
  kind text not null constraint invites_kind check (kind in ('invite', 'set_up')),
  email text,
  note text not null default '',
  created_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  used_at timestamptz,
  -- No foreign key: that an invite was used stays true when the account is gone.
  used_by uuid
);
`;

/** Which user a transaction acts for, as in 0001. */
const ACTING_USER = `nullif(current_setting('app.user_id', true), '')::uuid`;

const owned = (table: string) => `
alter table ${table} enable row level security;
alter table ${table} force row level security;
create policy ${table}_owner on ${table} using (user_id = ${ACTING_USER}) with check (user_id = ${ACTING_USER});
`;

/** A transaction that administers says so; it may then read who has an account here, and nothing of what is in one. */
const ADMINISTERS = `current_setting('app.administration', true) = 'on'`;
const PRESENTED = `hash = decode(nullif(current_setting('app.invite_hash', true), ''), 'hex')`;

const POLICIES = `
create policy users_administration on users for select using (${ADMINISTERS});
alter table invites enable row level security;
alter table invites force row level security;
create policy invites_administration on invites using (${ADMINISTERS}) with check (${ADMINISTERS});
create policy invites_read on invites for select using (${PRESENTED});
create policy invites_use on invites for update using (${PRESENTED}) with check (${PRESENTED});
`;

/** API tokens, recovery codes, reset links and invites. The version before knows none of them and goes on working. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(TABLES + ['api_tokens', 'recovery_codes', 'reset_links'].map(owned).join('') + POLICIES);
}

/** Takes them away, with what they hold. */
export async function down(knex: Knex): Promise<void> {
  await knex.raw(`drop policy users_administration on users; drop table invites, reset_links, recovery_codes, api_tokens;
    alter table sessions drop column keep`);
}
