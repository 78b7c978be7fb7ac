import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ListedUser, Problem, Session } from '../../contract/index.ts';
import { asOwner } from '../testing/as-owner.ts';
import { PASSWORD, startWithDatabase } from '../testing/start-test-app.ts';
import type { Call } from './command.ts';
import { commands } from './commands.ts';
import { explain } from './explain.ts';

let app: Awaited<ReturnType<typeof startWithDatabase>>;
beforeAll(async () => {
  app = await startWithDatabase({ config: { registration: 'invite' } });
});
afterAll(() => app.close());

/** Runs a command on the database of the running server, and resolves with what a person reads, of its refusal too. */
async function admin(name: string, operands: string[], { input, ...given }: Partial<Call> & { input?: string } = {}): Promise<string> {
  const lines: string[] = [];
  const call: Call = {
    database: { ownerUrl: app.testDatabase.ownerUrl, isBuiltIn: false, isServing: true, major: 18, close: async () => {} },
    options: { ...(name === 'create-user' ? { name: '' } : {}), ...(input === undefined ? {} : { 'password-stdin': true }) },
    operands,
    publicUrl: app.url,
    registration: 'invite',
    readInput: async () => input ?? '',
    say: (line) => void lines.push(line),
    ...given,
  };
  await commands[name]!.run(call).catch((error: unknown) => lines.push(String(explain(error))));
  return lines.join('\n');
}

const signIn = async (email: string, password = PASSWORD): Promise<number> =>
  (await app.ask('POST', '/api/auth/sign-in', { body: { email, password } })).status;
const asks = async (token: string) => (await app.ask('GET', '/api/me', { token })).status;
const tokenIn = (said: string) => /\/#\/reset\?token=(\S+)$/m.exec(said)?.[1];
const list = async (): Promise<ListedUser[]> => JSON.parse(await admin('list-users', [], { options: { json: true } })) as ListedUser[];

describe('the account commands', () => {
  it('make the first account the administrator’s, whose set-up links are worth nothing from then on', async () => {
    expect(await admin('list-users', [])).toBe('Nobody has an account here yet.');
    const link = await admin('set-up-link', []);
    const invite = /sign-up\?invite=(\S+)$/.exec(link)?.[1];
    expect(invite).toMatch(/^([0-9a-z]{4}-){5}[0-9a-z]{4}$/);
    const said = await admin('create-user', [' Root@example.org'], { input: `${PASSWORD}\n` });
    expect(said).toBe('Made an account for Root@example.org, who is an administrator.');
    const joined = await app.ask<Problem>('POST', '/api/auth/sign-up', { body: { email: 'eve@example.org', password: PASSWORD, invite } });
    expect(joined.body.code).toBe('invite_invalid');
    expect(await admin('set-up-link', [])).toMatch(/^There has been an administrator here already/);
    expect(await admin('set-up-link', [], { registration: 'closed' })).toMatch(/^REGISTRATION is closed/);
    expect(await signIn('root@example.org')).toBe(200);
  });

  it('make an account that nobody signs in to before its link was used, once', async () => {
    const said = await admin('create-user', ['ada@example.org'], { options: { name: 'Ada' } });
    const token = tokenIn(said);
    expect(said).toContain('Made an account for ada@example.org.\n');
    expect(await signIn('ada@example.org', '')).toBe(401);
    const reset = async () => (await app.ask('POST', '/api/auth/reset', { body: { token, password: PASSWORD } })).status;
    expect([await reset(), await reset()]).toEqual([204, 403]);
    expect(await signIn('ada@example.org')).toBe(200);
    expect(await list()).toMatchObject([
      { email: 'Root@example.org', role: 'administrator' },
      { email: 'ada@example.org', name: 'Ada', role: 'member', disabledAt: null },
    ]);
  });

  it.each([
    ['create-user', ['ADA@example.org'], {}, /^There is already an account .*: npm run admin -- reset-password EMAIL/],
    ['create-user', ['somebody'], {}, /^The email must be an e-mail address\.$/],
    ['create-user', ['bob@example.org'], { options: { name: 'x'.repeat(121) } }, /^The name must have at most 120 characters\.$/],
    ['create-user', ['bob@example.org'], { input: 'short' }, /^The password must have at least 12 characters\.$/],
    ['create-user', ['bob@example.org'], { input: 'password1234\n' }, /^The password is one of the first that somebody would try/],
    ['create-user', ['bob@example.org'], { input: 'two lines of\na password' }, /^The password must be one line\.$/],
    ['reset-password', ['nobody@example.org'], {}, /^Nobody has an account here as "nobody@example\.org"\. See: /],
    ['set-role', ['ada@example.org', 'root'], {}, /^There is no role "root": it is member or administrator\.$/],
    ['disable-user', ['root@example.org'], {}, /^Somebody has to stay administrator: npm run admin -- set-role EMAIL/],
    ['set-role', ['root@example.org', 'member'], {}, /^Somebody has to stay administrator/],
  ])('%s %j refuses in one line, and changes nothing', async (name, operands, given, words) => {
    const read = () => asOwner(app.testDatabase, 'select * from users order by id');
    const before = await read();
    const said = await admin(name, operands, given);
    expect(said).toMatch(words);
    expect(said).not.toContain('\n');
    expect(await read()).toEqual(before);
  });

  it('give another password at once, which ends what was open by the old one', async () => {
    const { accessToken } = await app.signIn('ada@example.org');
    const password = 'the other words of Ada';
    expect(await admin('reset-password', ['Ada@example.org'], { input: password })).toMatch(/^ada@example\.org has another password\./);
    expect([await asks(accessToken), await signIn('ada@example.org'), await signIn('ada@example.org', password)]).toEqual([401, 401, 200]);
    // A link leaves the old password and its sessions alone until it is used.
    expect(tokenIn(await admin('reset-password', ['ada@example.org']))).toBeDefined();
    expect(await signIn('ada@example.org', password)).toBe(200);
    await admin('reset-password', ['ada@example.org'], { input: PASSWORD });
  });

  it('lock an account with its sessions, say so where it gets a link, and unlock it', async () => {
    const { accessToken } = await app.signIn('ada@example.org');
    expect(await admin('disable-user', ['ada@example.org'])).toMatch(/is locked/);
    expect([await asks(accessToken), await signIn('ada@example.org')]).toEqual([401, 401]);
    expect(await admin('reset-password', ['ada@example.org'])).toMatch(
      /locked: nobody signs in to it before .* enable-user ada@example\.org$/,
    );
    expect(await admin('enable-user', ['ada@example.org'])).toBe('ada@example.org may sign in again.');
    expect([await asks(accessToken), await signIn('ada@example.org')]).toEqual([401, 200]);
  });

  it('sign one person out everywhere, and nobody else; API tokens only when told', async () => {
    const sessions: Session[] = [await app.signIn('ada@example.org'), await app.signIn('ada@example.org')];
    const root = await app.signIn('root@example.org');
    const made = await app.ask<{ token: string }>('POST', '/api/me/tokens', {
      token: sessions[0]!.accessToken,
      body: { name: 'script', scopes: ['read'] },
    });
    const lists = async () => (await app.ask('GET', '/api/applications', { token: made.body.token })).status;
    expect(await admin('sign-out-all', ['ada@example.org'])).toMatch(/signed out everywhere\. Its API tokens stay\.$/);
    expect(await Promise.all([...sessions, root].map(({ accessToken }) => asks(accessToken)))).toEqual([401, 401, 200]);
    expect(await lists()).toBe(200);
    expect(await admin('sign-out-all', ['ada@example.org'], { options: { tokens: true } })).toMatch(/tokens have ended too\.$/);
    expect(await lists()).toBe(401);
  });

  it('make an administrator, after whom the first may go', async () => {
    const { accessToken: token } = await app.signIn('ada@example.org');
    const administers = async () => (await app.ask('GET', '/api/users', { token })).status;
    expect(await administers()).toBe(403);
    expect(await admin('set-role', ['ada@example.org', 'administrator'])).toBe('ada@example.org is administrator now.');
    expect(await administers()).toBe(200);
    expect(await admin('set-role', ['root@example.org', 'member'])).toBe('Root@example.org is member now.');
    expect(await admin('create-user', ['bob@example.org'], { options: { name: '', administrator: true } })).toMatch(
      /who is an administrator/,
    );
    expect((await list()).map(({ role }) => role)).toEqual(['member', 'administrator', 'administrator']);
  });

  it('list people in columns, whatever they are called', async () => {
    await admin('disable-user', ['bob@example.org']);
    await asOwner(app.testDatabase, `update users set created_at = '2026-05-04', disabled_at = '2026-06-05' where email like 'bob%'`);
    await asOwner(app.testDatabase, `update users set name = E'Ada \\x1B[2J\\u202E' where email like 'ada%'`);
    const [head, , ada, bob] = (await admin('list-users', [])).split('\n');
    expect(head).toBe('E-mail            Name       Role           Since       Last used   Applications  Locked since');
    expect(bob).toBe('bob@example.org              administrator  2026-05-04                         0  2026-06-05');
    expect(ada).toMatch(/^ada@example\.org {3}Ada \uFFFD\[2J\uFFFD  administrator  [\d-]{10}  [\d-]{10}             0$/);
  });
});
