import * as fc from 'fast-check';
import { checkReply } from '../../backend/testing/check-reply.ts';
import { startInstallation, type Installation } from '../bench/backend/installation.ts';
import { arbitraryOf } from './arbitrary-of.ts';
import { describeStatuses, type Report } from './report.ts';

type Json = Record<string, unknown>;
interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  schema: Json;
}
interface Operation {
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema?: Json }> };
}
interface Api {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Json> };
}
interface Request {
  method: string;
  path: string;
  query: [string, string][];
  body: { type: string; bytes: string } | undefined;
  authorization: 'own' | 'none' | 'broken';
}

/** Some requests end the sessions of who sends them: each user sends so many, and then it is the next one's turn. */
const REQUESTS_PER_USER = 12;
const IN_FLIGHT = 8;

/** Two applications for each user, with an event that has the application's own id; the third id is free. Every other user administers. */
const ADD_ROWS = `
with added as (
  insert into applications (user_id, id, change_number, created_at, updated_at, title, company, url, stage, save_hash)
  select u.id, one.id, one.n, now(), now(), 'Keeper', 'Tower', 'https://example.org/' || one.n, 'saved', sha256('x')
  from users u, unnest($1::uuid[]) with ordinality one (id, n)
  returning user_id, id, change_number
), told as (
  insert into events (user_id, id, application_id, change_number, at, kind, by, before, after)
  select user_id, id, id, change_number, now(), 'noted', 'Bench', '{"notes": "before"}', '{"notes": ""}' from added
)
update users set change_number = 2, role = case when right(id::text, 1) in ('1', '3', '5', '7', '9', 'b', 'd', 'f') then 'administrator' else role end`;

/** A value as it stands in an address: encoded in UTF-8, which has no half characters. */
const asText = (value: unknown): string => Buffer.from(typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toString('utf8');

/** JSON of the schema, now and then cut short, deeper than anybody writes, or of another type than it says. */
function bodyOf({ requestBody }: Operation, components: Record<string, Json>): fc.Arbitrary<Request['body']> {
  if (requestBody === undefined) return fc.constant(undefined);
  const types = Object.keys(requestBody.content);
  const json = arbitraryOf(requestBody.content['application/json']?.schema ?? {}, components).map(
    (value) => JSON.stringify(value) ?? 'null',
  );
  const file = fc.oneof(
    fc
      .array(fc.array(fc.string({ maxLength: 12 }), { maxLength: 6 }), { maxLength: 5 })
      .map((rows) => rows.map((row) => row.join(',')).join('\n')),
    json,
  );
  const odd = fc.oneof(
    json.map((text) => text.slice(0, text.length / 2)),
    fc.constantFrom(
      '',
      ' ',
      '[',
      '{"a":',
      `${'['.repeat(10_000)}${']'.repeat(10_000)}`,
      '\uFEFF{}',
      '{"__proto__":{"a":1}}',
      '{"a":1,"a":2}',
      '1e400',
    ),
  );
  const type = fc.constantFrom(...types, 'text/plain');
  return fc.oneof(
    {
      weight: 20,
      arbitrary:
        types.includes('application/json') && types.length === 1
          ? json.map((bytes) => ({ type: 'application/json', bytes }))
          : fc.record({ type, bytes: file }),
    },
    { weight: 1, arbitrary: fc.record({ type: fc.constantFrom(...types), bytes: odd }) },
    {
      weight: 1,
      arbitrary: fc.record({ type: fc.constantFrom('text/html', 'multipart/form-data', 'application/json; charset=utf-16'), bytes: json }),
    },
  );
}

function requestsOf(api: Api, ids: readonly string[]): fc.Arbitrary<Request> {
  const components = api.components.schemas;
  const all = Object.entries(api.paths).flatMap(([template, methods]) =>
    Object.entries(methods).map(([method, operation]): fc.Arbitrary<Request> => {
      const parameters = operation.parameters ?? [];
      const valueOf = ({ name, schema }: Parameter): fc.Arbitrary<string> =>
        (name === 'id'
          ? fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...ids) }, { weight: 1, arbitrary: arbitraryOf(schema, components) })
          : arbitraryOf(schema, components)
        ).map(asText);
      const path = fc
        .tuple(...parameters.filter((one) => one.in === 'path').map((one) => valueOf(one).map((value) => [one.name, value] as const)))
        .map((pairs) => pairs.reduce((filled, [name, value]) => filled.replace(`{${name}}`, encodeURIComponent(value) || 'x'), template));
      const query = fc.tuple(
        ...parameters
          .filter((one) => one.in === 'query')
          .map((one) =>
            fc.option(
              valueOf(one).map((value): [string, string] => [one.name, value]),
              one.required ? { freq: 50, nil: undefined } : { nil: undefined },
            ),
          ),
      );
      return fc.record({
        method: fc.constant(method.toUpperCase()),
        path,
        query: query.map((pairs) => pairs.filter((pair) => pair !== undefined)),
        body: bodyOf(operation, components),
        authorization: fc.oneof(
          { weight: 12, arbitrary: fc.constant('own' as const) },
          { weight: 1, arbitrary: fc.constantFrom('none' as const, 'broken' as const) },
        ),
      });
    }),
  );
  return fc.oneof(...all);
}

async function send({ server, tokenOf }: Installation, request: Request, n: number): Promise<{ status: number; fault?: string }> {
  const { method, path, query, body, authorization } = request;
  const search = query.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
  const token =
    authorization === 'own' ? tokenOf(1 + Math.floor(n / REQUESTS_PER_USER)) : authorization === 'broken' ? 'eyJ.broken.token' : undefined;
  const reply = await fetch(`${server.url}${path}${search === '' ? '' : `?${search}`}`, {
    method,
    redirect: 'manual',
    headers: {
      // The limits on guessing are for one address.
      'x-forwarded-for': `10.${(n >> 8) % 250}.${n % 250}.1`,
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': body.type }),
    },
    ...(body === undefined || method === 'GET' ? {} : { body: body.bytes }),
  });
  const text = Buffer.from(await reply.arrayBuffer()).toString('utf8');
  const described = `${method} ${path}?${search} ${body?.bytes.slice(0, 600) ?? ''}`;
  if (reply.status >= 500) return { status: reply.status, fault: `${reply.status} for ${described}\n  ${text.slice(0, 300)}` };
  try {
    checkReply(method, path, reply, text);
  } catch (error) {
    return { status: reply.status, fault: `${error instanceof Error ? error.message : String(error)}\n  for ${described}` };
  }
  return { status: reply.status };
}

/**
 * Sends `count` requests made from the API's own description, mostly right and sometimes not. No reply may be a server's fault, against
 * the contract, or show a stack or SQL. The same `seed` makes the same requests.
 */
export async function runGeneratedRequests({ count, seed }: { count: number; seed: number }): Promise<Report> {
  const installation = await startInstallation();
  const statuses: Record<string, number> = {};
  const faults: string[] = [];
  try {
    const users = Math.ceil(count / REQUESTS_PER_USER);
    await installation.addUsers(1, users);
    const api = (await (await fetch(`${installation.server.url}/openapi.json`)).json()) as Api;
    const ids = Array.from({ length: 3 }, (_, n) => `018f0000-0000-7000-8002-00000000000${n}`);
    await installation.owner.query(ADD_ROWS, [ids.slice(0, 2)]);
    const requests = fc.sample(requestsOf(api, ids), { numRuns: count, seed });
    let next = 0;
    const loop = async (): Promise<void> => {
      while (next < requests.length && faults.length < 20) {
        const n = next++;
        const request = requests[n];
        if (request === undefined) return;
        const { status, fault } = await send(installation, request, n);
        statuses[status] = (statuses[status] ?? 0) + 1;
        if (fault !== undefined) faults.push(fault);
      }
    };
    await Promise.all(Array.from({ length: IN_FLIGHT }, loop));
    const sent = Object.values(statuses).reduce((sum, one) => sum + one, 0);
    return {
      broken: faults,
      lines: [`generated-requests: ${sent} of seed ${seed}, from the API's own description`, describeStatuses(statuses)],
    };
  } finally {
    await installation.stop();
  }
}
