import type { ListedUser } from '../../contract/index.ts';
import { listUsers as loadPage } from '../administration/list-users.ts';
import type { Database } from '../postgres/pools.ts';
import type { Command } from './command.ts';
import { presentTable } from './present-table.ts';
import { useAccounts } from './use-accounts.ts';

const PAGE = 500;

async function loadAll(database: Database): Promise<ListedUser[]> {
  const users: ListedUser[] = [];
  for (let after: string | null | undefined; after !== null;) {
    const page = await loadPage(database, { limit: PAGE, ...(after === undefined ? {} : { after }) });
    users.push(...page.items);
    ({ after } = page);
  }
  return users;
}

const day = (instant: string | null): string => instant?.slice(0, 10) ?? '';

const HEAD = ['E-mail', 'Name', 'Role', 'Since', 'Last used', 'Applications', 'Locked since'];
const present = ({ email, name, role, createdAt, lastUsedAt, applications, disabledAt }: ListedUser): string[] => [
  email,
  name,
  role,
  day(createdAt),
  day(lastUsedAt),
  String(applications),
  day(disabledAt),
];

export const listUsers: Command = {
  summary: 'say who has an account, and how much is in it',
  operands: [],
  options: { json: { type: 'boolean' } },
  meanings: { json: 'for a program: an array, with ids and times (npm run --silent admin, or npm says its own lines first)' },
  async run({ database: opened, options, say }) {
    const users = await useAccounts(opened, loadAll);
    if (options['json'] === true) say(JSON.stringify(users, null, 2));
    else if (users.length === 0) say('Nobody has an account here yet.');
    else say(presentTable(HEAD, users.map(present)));
  },
};
