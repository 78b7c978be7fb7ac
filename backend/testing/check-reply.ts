import * as v from 'valibot';
import { expect } from 'vitest';
import { endpoints, Problem, PROBLEMS, type Endpoint, type ProblemCode } from '../../contract/index.ts';

const EVERYWHERE: ProblemCode[] = ['malformed', 'invalid_input', 'rate_limited', 'internal', 'unavailable'];
const WITH_TOKEN: ProblemCode[] = [
  'unauthenticated',
  'token_expired',
  'token_invalid',
  'session_revoked',
  'session_reused',
  'user_disabled',
];
const WITH_BODY: ProblemCode[] = ['too_large', 'unsupported_media_type'];

const all: [string, Endpoint][] = Object.entries(endpoints);

/** The endpoint of the contract that a request is for. */
export function endpointOf(method: string, path: string): [string, Endpoint] | undefined {
  return all.find(([, endpoint]) => {
    const pattern = new RegExp(`^${endpoint.path.replaceAll('.', String.raw`\.`).replaceAll(/:\w+/g, '[^/]+')}$`);
    return endpoint.method === method && pattern.test(path);
  });
}

function checkHeaders(reply: Response, path: string): void {
  expect(reply.headers.get('x-request-id'), 'every reply has a request id').toMatch(/^[0-9a-f-]{36}$/);
  expect(reply.headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
  expect(reply.headers.get('x-content-type-options')).toBe('nosniff');
  expect(reply.headers.get('referrer-policy')).toBe('no-referrer');
  if (path.startsWith('/api/')) expect(reply.headers.get('cache-control')).toBe('no-store');
}

function checkProblem(reply: Response, text: string, endpoint: Endpoint | undefined): void {
  expect(reply.headers.get('content-type')).toBe('application/problem+json');
  const problem = v.parse(Problem, JSON.parse(text));
  expect(problem.status).toBe(reply.status);
  expect(PROBLEMS[problem.code].status).toBe(reply.status);
  expect(problem.instance).toBe(reply.headers.get('x-request-id'));
  expect(text).not.toMatch(/\bat \/|node_modules|select |insert into|relation "/i);
  if (reply.status === 401) expect(reply.headers.get('www-authenticate')).toMatch(/^Bearer/);
  if (reply.status === 503 || reply.status === 429) expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0);
  if (endpoint === undefined) return;
  const { problems, access, body } = endpoint;
  const known = [...problems, ...EVERYWHERE, ...(access === 'user' ? WITH_TOKEN : []), ...(body === undefined ? [] : WITH_BODY)];
  expect(known, `${endpoint.method} ${endpoint.path} may answer ${problem.code}`).toContain(problem.code);
}

/** Holds one reply against the contract: status, headers, media type, and the body against its schema, unknown fields refused. */
export function checkReply(method: string, path: string, reply: Response, text: string): void {
  checkHeaders(reply, path);
  const [, endpoint] = endpointOf(method, path) ?? [];
  if (!reply.ok) return checkProblem(reply, text, endpoint);
  if (endpoint === undefined) return;
  expect(endpoint.statuses).toContain(reply.status);
  if (endpoint.reply === null) expect(text).toBe('');
  else if (typeof endpoint.reply === 'string') expect(reply.headers.get('content-type')).toBe(`${endpoint.reply}; charset=utf-8`);
  else {
    expect(reply.headers.get('content-type')).toMatch(/^application\/json/);
    const body: unknown = JSON.parse(text);
    expect(v.parse(endpoint.reply, body)).toEqual(body);
  }
}
