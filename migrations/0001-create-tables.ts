import type { Knex } from 'knex';

/*
 * Every tenant table has user_id first in its primary key, unique keys and foreign keys: isolation is an index, and the schema is
 * ready to be distributed by user_id. Only what PostgreSQL 15 has; no extension, so that any managed server will do.
 *
 * Why there is no full-text or trigram index: under row-level security PostgreSQL uses an index only for operators marked
 * leakproof, and `@@`, ILIKE and `%` are not (marking them takes a superuser). Search therefore filters within one user's rows, found
 * through the (user_id, …) indexes: measured under 0.11 s for a user of 10,000 rows, and an insert stays at full speed.
 */
const TABLES = `
create table users (
  id uuid primary key,
  email text not null,
  name text not null default '',
  password_hash text not null,
  role text not null default 'member' constraint users_role check (role in ('member', 'administrator')),
  disabled_at timestamptz,
  -- The last change number given to one of this user's applications. Updating it first in a transaction locks the row, which makes
  -- the numbers gapless and puts them in commit order.
  change_number bigint not null default 0,
  created_at timestamptz not null default clock_timestamp()
) with (fillfactor = 50); -- every save updates change_number: room for it on the same page
create unique index users_email on users (lower(email));

create table sessions (
  user_id uuid not null references users (id) on delete cascade,
  id uuid not null,
  label text not null default '',
  current_hash bytea not null constraint sessions_current_hash check (octet_length(current_hash) = 32),
  previous_hash bytea constraint sessions_previous_hash check (octet_length(previous_hash) = 32),
  created_at timestamptz not null default clock_timestamp(),
  rotated_at timestamptz not null default clock_timestamp(),
  last_used_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  absolute_expires_at timestamptz not null,
  revoked_at timestamptz,
  revoked_reason text,
  primary key (user_id, id)
);

-- administrator_id has no foreign key on purpose: were it emptied with that account, the next stranger to sign up would get the role.
create table instance (
  singleton boolean primary key default true constraint instance_singleton check (singleton),
  administrator_id uuid
);
insert into instance default values;

create table applications (
  user_id uuid not null references users (id) on delete cascade,
  id uuid not null,
  change_number bigint not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz,
  captured_at timestamptz,
  title text not null constraint applications_title check (title <> ''),
  company text not null,
  location text,
  workplace_type text constraint applications_workplace_type check (workplace_type in ('REMOTE', 'HYBRID', 'ONSITE')),
  employment_type text constraint applications_employment_type check (employment_type in
    ('FULL_TIME', 'PART_TIME', 'CONTRACTOR', 'TEMPORARY', 'INTERN', 'VOLUNTEER', 'PER_DIEM', 'OTHER')),
  salary_min numeric(14, 2) constraint applications_salary_min check (salary_min >= 0),
  salary_max numeric(14, 2) constraint applications_salary_max check (salary_max >= 0),
  salary_currency text constraint applications_salary_currency check (salary_currency ~ '^[A-Z]{3}$'),
  salary_period text constraint applications_salary_period check (salary_period in ('HOUR', 'DAY', 'WEEK', 'MONTH', 'YEAR')),
  date_posted date,
  valid_through date,
  url text not null constraint applications_url check (url ~* '^(http|https)://'),
  posting_key text,
  stage text not null constraint applications_stage check (stage in
    ('saved', 'applied', 'screening', 'interviewing', 'offered', 'closed')),
  -- Sorting by stage means by how far it came, not by its letters.
  stage_rank smallint not null generated always as (case stage when 'saved' then 0 when 'applied' then 1 when 'screening' then 2
    when 'interviewing' then 3 when 'offered' then 4 else 5 end) stored,
  outcome text constraint applications_outcome check (outcome in
    ('accepted', 'declined', 'rejected', 'withdrawn', 'ghosted', 'expired')),
  applied_on date,
  follow_up_on date,
  priority smallint not null default 0 constraint applications_priority check (priority between 0 and 3),
  tags text[] not null default '{}' constraint applications_tags check (cardinality(tags) <= 50),
  origins jsonb not null default '{}',
  save_hash bytea not null constraint applications_save_hash check (octet_length(save_hash) = 32),
  notes text not null default '',
  description text,
  primary key (user_id, id),
  constraint applications_change_number unique (user_id, change_number),
  constraint applications_outcome_when_closed check (outcome is null or stage = 'closed'),
  constraint applications_salary_range check (salary_min <= salary_max),
  constraint applications_salary_stated check
    (salary_min is not null or salary_max is not null or (salary_currency is null and salary_period is null))
);
create index applications_created on applications (user_id, created_at, id);
create index applications_updated on applications (user_id, updated_at, id);
create index applications_stage on applications (user_id, stage_rank, id);
create index applications_trash on applications (user_id, created_at, id) where deleted_at is not null;

create table snapshots (
  user_id uuid not null,
  id uuid not null,
  application_id uuid not null,
  captured_at timestamptz not null,
  content_hash text not null constraint snapshots_content_hash check (content_hash ~ '^[0-9a-f]{64}$'),
  text text not null,
  primary key (user_id, id),
  foreign key (user_id, application_id) references applications (user_id, id) on delete cascade
);
create index snapshots_application on snapshots (user_id, application_id);

create table events (
  user_id uuid not null,
  id uuid not null,
  application_id uuid not null,
  -- The change number of the change it tells of: what an edit is compared with, and the order of events.
  change_number bigint not null,
  at timestamptz not null,
  kind text not null constraint events_kind check (kind in
    ('saved', 'edited', 'stage_changed', 'noted', 'deleted', 'restored', 'imported')),
  by text not null,
  before jsonb not null default '{}',
  after jsonb not null default '{}',
  primary key (user_id, id),
  foreign key (user_id, application_id) references applications (user_id, id) on delete cascade
);
create index events_application on events (user_id, application_id, change_number);
`;

/** Which user a transaction acts for. After a transaction-local setting the name reads as '' and not as null, hence nullif. */
const ACTING_USER = `nullif(current_setting('app.user_id', true), '')::uuid`;

const owned = (table: string, column: string) => `
alter table ${table} enable row level security;
-- Forced, for a managed server where the owner of the tables is also the role that serves requests.
alter table ${table} force row level security;
create policy ${table}_owner on ${table} using (${column} = ${ACTING_USER}) with check (${column} = ${ACTING_USER});
`;

/** Sign-in does not know the id yet: its transaction may read the one row of the address it was given, and change none. */
const SIGN_IN = `
create policy users_sign_in on users for select using (lower(email) = lower(nullif(current_setting('app.sign_in_email', true), '')));
`;

/** Creates every table with its checks, indexes and row-level security. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(TABLES);
  await knex.raw(owned('users', 'id') + SIGN_IN);
  for (const table of ['sessions', 'applications', 'snapshots', 'events']) await knex.raw(owned(table, 'user_id'));
}

/** Drops them, with everything they hold. */
export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table events, snapshots, applications, instance, sessions, users');
}
