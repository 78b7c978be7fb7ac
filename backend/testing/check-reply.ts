import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import { endpoints, Problem, PROBLEMS, problemsOf, type Endpoint } from '../../contract/index.ts';

const all = Object.values<Endpoint>(endpoints).map((endpoint) => ({
  endpoint,
  pattern: new RegExp(`^${endpoint.path.replaceAll('.', String.raw`\.`).replaceAll(/:\w+/g, '[^/]+')}$`),
}));

/** The endpoint of the contract that a request is for. */
function endpointOf(method: string, path: string): Endpoint | undefined {
  return all.find(({ endpoint, pattern }) => endpoint.method === method && pattern.test(path))?.endpoint;
}

const HEADERS: [string, RegExp][] = [
  ['x-request-id', /^[0-9a-f-]{36}$/],
  ['content-security-policy', /^default-src 'none'; frame-ancestors 'none'$/],
  ['x-content-type-options', /^nosniff$/],
  ['referrer-policy', /^no-referrer$/],
];

/** What a reply breaks of the contract. Plain comparisons: thousands of replies are held against it, and `expect` takes its time. */
function* faultsOf(method: string, path: string, reply: Response, text: string): Generator<string> {
  const header = (name: string): string => reply.headers.get(name) ?? '';
  for (const [name, pattern] of HEADERS) if (!pattern.test(header(name))) yield `${name} is "${header(name)}"`;
  if (path.startsWith('/api/') && header('cache-control') !== 'no-store') yield 'it may be cached';
  const endpoint = endpointOf(method, path);
  if (reply.status === 304) {
    if (!endpoint?.statuses.includes(304)) yield 'the contract knows no 304';
    if (text !== '') yield 'it has a body';
  } else if (!reply.ok) {
    yield* problemFaultsOf(reply, text, endpoint);
  } else if (endpoint !== undefined) {
    if (!endpoint.statuses.includes(reply.status)) yield `the contract knows no ${reply.status}`;
    if (endpoint.reply === null) {
      if (text !== '') yield 'it has a body';
    } else if (typeof endpoint.reply === 'string') {
      if (header('content-type') !== `${endpoint.reply}; charset=utf-8`) yield `it is ${header('content-type')}`;
    } else {
      if (!header('content-type').startsWith('application/json')) yield `it is ${header('content-type')}`;
      const body: unknown = JSON.parse(text);
      const parsed = v.safeParse(endpoint.reply, body);
      if (!parsed.success) yield `${v.getDotPath(parsed.issues[0])}: ${parsed.issues[0].message}`;
      else if (!isDeepStrictEqual(parsed.output, body)) yield 'the schema reads it as something else';
    }
  }
}

function* problemFaultsOf(reply: Response, text: string, endpoint: Endpoint | undefined): Generator<string> {
  const type = reply.headers.get('content-type');
  if (type !== 'application/problem+json') yield `the problem is ${type}`;
  const parsed = v.safeParse(Problem, JSON.parse(text));
  if (!parsed.success) return yield `it is no problem: ${parsed.issues[0].message}`;
  const { code, status, instance } = parsed.output;
  if (status !== reply.status || PROBLEMS[code].status !== status) yield `${code} came with ${reply.status}`;
  if (instance !== reply.headers.get('x-request-id')) yield 'its instance is another request';
  if (/\bat \/|node_modules|select |insert into|relation "/i.test(text)) yield 'it shows how it was made';
  if (status === 401 && !reply.headers.get('www-authenticate')?.startsWith('Bearer')) yield 'a 401 has no challenge';
  if ([429, 503].includes(status) && !(Number(reply.headers.get('retry-after')) > 0)) yield 'it does not say when to try again';
  if (endpoint === undefined) return undefined;
  if (!problemsOf(endpoint).has(code)) yield `the contract knows no ${code} there`;
  return undefined;
}

/** Holds one reply against the contract: status, headers, media type, and the body against its schema, unknown fields refused. Throws. */
export function checkReply(method: string, path: string, reply: Response, text: string): void {
  const faults = [...faultsOf(method, path, reply, text)];
  if (faults.length > 0)
    throw new Error(`${method} ${path} answered ${reply.status} against the contract: ${faults.join('; ')}\n${text.slice(0, 500)}`);
}
