import jwt from 'jsonwebtoken';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  endpoints,
  type Application,
  type Endpoint,
  type EndpointName,
  type Event,
  type MadeApiToken,
  type MadeInvite,
  type Session,
} from '../../contract/index.ts';
import { deriveKeys } from '../accounts/keys.ts';
import { createRouter } from '../app.ts';
import { asOwner } from '../testing/as-owner.ts';
import { sendFile } from '../testing/send-file.ts';
import { buildSave, PASSWORD, startWithDatabase } from '../testing/start-test-app.ts';
import { createLog } from './create-log.ts';

type App = Awaited<ReturnType<typeof startWithDatabase>>;

let app: App;
let owner: Session;
let other: Session;
let disabled: Session;
let bystander: Session;
let mine: Application;
let editedEvent: string;
/** The owner's: one that may only read, and one that has expired. */
let readOnly: MadeApiToken;
let expired: MadeApiToken;
const SECRET = 'canary-of-the-owner';
let myImport: string;
let myInvite: string;
/** A file with rows that are the same for everybody. */
const FILE = 'Job Title,Company,Status,Job URL\nKeeper,Tower,saved,https://example.org/keeper\n';
const sessionOf = ({ accessToken }: Session): string => jwt.decode(accessToken, { json: true })!['sid'];

beforeAll(async () => {
  app = await startWithDatabase();
  [owner, other, disabled, bystander] = [
    await app.signUp('owner@example.org'),
    await app.signUp('other@example.org'),
    await app.signUp('disabled@example.org'),
    await app.signUp('bystander@example.org'),
  ];
  await asOwner(app.testDatabase, 'update users set disabled_at = now() where id = $1', [disabled.user.id]);
});
afterAll(() => app.close());

interface Expected {
  body?: () => unknown;
  /** Sent as it is. */
  file?: string;
  /** In the path; an application's where not told. */
  id?: () => string;
  owner: number;
  other: number;
}

/** What the owner gets for a route, and the body where it takes one. A route that is missing here fails below. */
const USER_ROUTES: Partial<Record<EndpointName, Expected>> = {
  readMe: { owner: 200, other: 200 },
  editMe: { body: () => ({ name: 'Another' }), owner: 200, other: 200 },
  changePassword: { body: () => ({ current: PASSWORD, password: PASSWORD }), owner: 200, other: 200 },
  listSessions: { owner: 200, other: 200 },
  revokeSession: { id: () => sessionOf(owner), owner: 204, other: 404 },
  listApiTokens: { owner: 200, other: 200 },
  createApiToken: { body: () => ({ name: 'Another', scopes: ['read'] }), owner: 201, other: 201 },
  deleteApiToken: { id: () => expired.item.id, owner: 204, other: 404 },
  // The owner is the last administrator.
  deleteMe: { body: () => ({ password: PASSWORD }), owner: 409, other: 204 },
  // The owner's own repetition; for another it is a free id among his own.
  saveApplication: { body: () => buildSave({ notes: SECRET, tags: [SECRET], snapshot: SECRET }), owner: 200, other: 201 },
  listApplications: { owner: 200, other: 200 },
  readApplication: { owner: 200, other: 404 },
  editApplication: { body: () => ({ basedOn: mine.changeNumber, changes: { priority: 1 }, overwrite: true }), owner: 200, other: 404 },
  deleteApplication: { owner: 200, other: 404 },
  restoreApplication: { owner: 200, other: 404 },
  bulkEdit: { body: () => ({ ids: [mine.id], changes: { addTags: ['bulk'] }, action: 'delete' }), owner: 200, other: 200 },
  undoEvent: { body: () => ({ eventId: editedEvent }), owner: 200, other: 404 },
  listAllEvents: { owner: 200, other: 200 },
  findDuplicates: { owner: 200, other: 404 },
  countStages: { owner: 200, other: 200 },
  listEvents: { owner: 200, other: 404 },
  listSnapshots: { owner: 200, other: 404 },
  listChanges: { owner: 200, other: 200 },
  exportCsv: { owner: 200, other: 200 },
  exportJson: { owner: 200, other: 200 },
  importFile: { file: FILE, owner: 200, other: 200 },
  listImports: { owner: 200, other: 200 },
  listImportRows: { id: () => myImport, owner: 200, other: 404 },
  undoImport: { id: () => myImport, owner: 200, other: 404 },
  signOutEverywhere: { owner: 204, other: 204 },
  makeRecoveryCodes: { body: () => ({ password: PASSWORD }), owner: 201, other: 201 },
  countRecoveryCodes: { owner: 200, other: 200 },
  // The owner is the administrator; another is not.
  listInvites: { owner: 200, other: 403 },
  makeInvite: { body: () => ({ note: SECRET }), owner: 201, other: 403 },
  removeInvite: { id: () => myInvite, owner: 204, other: 403 },
  listUsers: { owner: 200, other: 403 },
  disableUser: { id: () => bystander.user.id, owner: 204, other: 403 },
  enableUser: { id: () => bystander.user.id, owner: 204, other: 403 },
  makeResetLink: { id: () => bystander.user.id, owner: 201, other: 403 },
};
const PUBLIC_ROUTES = ['signUp', 'signIn', 'refresh', 'signOut', 'recover', 'reset'];
const UNNAMED_ROUTES = ['GET /healthz', 'GET /readyz', 'GET /metrics', 'GET /openapi.json', 'GET /docs'];

const routes = Object.entries(endpoints).map(([name, endpoint]) => ({ name: name as EndpointName, ...endpoint }));
const userRoutes = routes.filter(({ access }) => access !== 'public');

async function makeToken(body: object): Promise<MadeApiToken> {
  return (await app.ask<MadeApiToken>('POST', '/api/me/tokens', { token: owner.accessToken, body })).body;
}

async function ask(name: EndpointName, token: string | undefined) {
  const { method, path } = endpoints[name];
  const { body: made, file, id = () => mine.id } = USER_ROUTES[name] ?? {};
  const body = made?.();
  const reply = await app.ask(method, path.replace(':id', id()), {
    ...(token === undefined ? {} : { token }),
    ...(body === undefined ? {} : { body }),
    ...(file === undefined ? {} : { raw: file, headers: { 'Content-Type': 'text/csv' } }),
  });
  return { status: reply.status, code: reply.body?.code, text: reply.text };
}

describe('the router', () => {
  it('serves every endpoint of the contract, and nothing that the contract and this test do not know', () => {
    const router = createRouter({ ...app, log: createLog({ level: 'silent' }) });
    const served = router.stack
      .map(({ methods, path }) => `${methods.filter((method) => method !== 'HEAD').join()} ${String(path)}`)
      .toSorted();
    const known = [...routes.map(({ method, path }) => `${method} ${path}`), ...UNNAMED_ROUTES].toSorted();
    expect(served).toEqual(known);
  });

  it('has no route that is missing from the matrix below', () => {
    expect(userRoutes.map(({ name }) => name).toSorted()).toEqual(Object.keys(USER_ROUTES).toSorted());
    expect(
      routes
        .filter(({ access }) => access === 'public')
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(PUBLIC_ROUTES.toSorted());
  });
});

describe.each(userRoutes)('$method $path', ({ name, access, scope }: Endpoint & { name: EndpointName }) => {
  beforeAll(async () => {
    // Some end the session or the account: each route begins with new ones.
    await app.ask('POST', '/api/auth/sign-up', { body: { email: 'other@example.org', password: PASSWORD } });
    [owner, other] = [await app.signIn('owner@example.org'), await app.signIn('other@example.org')];
    mine = await app.save(owner.accessToken, undefined, buildSave({ notes: SECRET, tags: [SECRET], snapshot: SECRET }));
    const imported = await sendFile(app, owner.accessToken, FILE.replace('Keeper', `${SECRET} ${mine.id}`));
    myImport = imported.body.import?.id ?? '';
    const invited = await app.ask<MadeInvite>('POST', '/api/invites', { token: owner.accessToken, body: {} });
    myInvite = invited.body.item.id;
    const edit = { basedOn: mine.changeNumber, changes: { priority: 2 } };
    mine = (await app.ask<Application>('PATCH', `/api/applications/${mine.id}`, { token: owner.accessToken, body: edit })).body;
    const events = await app.ask<{ items: Event[] }>('GET', `/api/applications/${mine.id}/events`, { token: owner.accessToken });
    editedEvent = events.body.items.at(-1)!.id;
    await asOwner(app.testDatabase, 'delete from api_tokens');
    readOnly = await makeToken({ name: 'Reads', scopes: ['read'] });
    expired = await makeToken({ name: 'Expired', scopes: ['read', 'write', 'export'] });
    await asOwner(app.testDatabase, 'update api_tokens set expires_at = now() where id = $1', [expired.item.id]);
  });

  it('is refused to who has no token', async () => {
    expect(await ask(name, undefined)).toMatchObject({ status: 401, code: 'unauthenticated' });
  });

  it('is refused to a forged and to an expired token', async () => {
    const { access } = deriveKeys(app.config.jwtKey);
    const claims = { sid: sessionOf(owner), use: 'access' };
    const options = { audience: 'jackdaw', issuer: app.config.publicUrl, subject: owner.user.id };
    expect(await ask(name, jwt.sign(claims, 'guessed', { ...options, expiresIn: 600 }))).toMatchObject({
      status: 401,
      code: 'token_invalid',
    });
    expect(await ask(name, jwt.sign(claims, access, { ...options, expiresIn: -60 }))).toMatchObject({ status: 401, code: 'token_expired' });
  });

  it('is refused to an API token that has expired, and to one that may only read unless it reads', async () => {
    expect(await ask(name, expired.token)).toMatchObject({ status: 401, code: 'token_expired' });
    const reads = scope === 'read' ? { status: USER_ROUTES[name]!.owner } : { status: 403, code: 'forbidden' };
    expect(await ask(name, readOnly.token)).toMatchObject(reads);
  });

  it.runIf(access === 'administrator')('is refused to a member, and to who was administrator a moment ago', async () => {
    expect(await ask(name, other.accessToken)).toMatchObject({ status: 403, code: 'forbidden' });
    const setRole = (role: string) => asOwner(app.testDatabase, 'update users set role = $2 where id = $1', [owner.user.id, role]);
    await setRole('member');
    expect(await ask(name, owner.accessToken)).toMatchObject({ status: 403, code: 'forbidden' });
    await setRole('administrator');
  });

  it('is refused to a disabled account', async () => {
    expect(await ask(name, disabled.accessToken)).toMatchObject({ status: 401, code: 'user_disabled' });
  });

  it('shows and changes nothing of the owner’s for another user', async () => {
    const state = () =>
      asOwner(
        app.testDatabase,
        `
      select (select jsonb_agg(a order by id) from applications a where user_id = $1) as applications,
        (select jsonb_agg(e order by id) from events e where user_id = $1) as events,
        (select jsonb_agg(s order by id) from snapshots s where user_id = $1) as snapshots,
        (select jsonb_agg(i order by id) from imports i where user_id = $1) as imports,
        (select jsonb_agg(r order by import_id, row_number) from import_rows r where user_id = $1) as import_rows,
        (select jsonb_agg(s order by id) from sessions s where user_id = $1) as sessions,
        (select jsonb_agg(t order by id) from api_tokens t where user_id = $1) as api_tokens,
        (select jsonb_agg(c order by hash) from recovery_codes c where user_id = $1) as recovery_codes,
        (select jsonb_agg(l order by hash) from reset_links l where user_id = $1) as reset_links,
        (select jsonb_agg(i order by id) from invites i) as invites,
        (select to_jsonb(u) from users u where id = $1) as account`,
        [owner.user.id],
      );
    const before = await state();
    const reply = await ask(name, other.accessToken);
    expect(reply.status).toBe(USER_ROUTES[name]!.other);
    // A save carries the other's own words, and answers with them; a bulk edit answers which of the ids he sent are none of his.
    const seen = name === 'saveApplication' ? '' : reply.text.replace(`"missing":["${mine.id}"]`, '');
    expect(seen).not.toContain(SECRET);
    expect(seen).not.toContain(mine.id);
    expect(reply.text).not.toContain(owner.user.email);
    expect(await state()).toEqual(before);
    await asOwner(app.testDatabase, 'delete from applications where user_id = $1', [other.user.id]);
  });

  it('is there for its owner', async () => {
    expect((await ask(name, owner.accessToken)).status).toBe(USER_ROUTES[name]!.owner);
  });
});
