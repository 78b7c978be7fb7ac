import { Readable } from 'node:stream';
import type { Router } from '@koa/router';
import type { Context, Middleware } from 'koa';
import * as v from 'valibot';
import type { BodyOf, Endpoint, HeadersOf, ParamsOf, QueryOf, ReplyOf } from '../../contract/index.ts';
import type { SignedInDevice, SignedInUser } from '../accounts/signed-in-user.ts';
import { ProblemError } from '../errors.ts';
import { parseInput, type Parts } from './parse-input.ts';
import { PreparedJson } from './prepared-json.ts';
import { readJson } from './read-json.ts';

/** Where endpoints are bound: the router, and what a request has to pass first unless its endpoint is public. */
export interface Api {
  router: Router;
  authenticate(endpoint: Endpoint): Middleware;
}

type Answer<E extends Endpoint> = E['reply'] extends null
  ? void
  : E['reply'] extends string
    ? Readable
    : ReplyOf<E> | PreparedJson<ReplyOf<E>>;

/** A reply with a status other than the endpoint's first. */
export class WithStatus<Status extends number, Reply> {
  readonly status: Status;
  readonly reply: Reply;

  constructor(status: Status, reply: Reply) {
    this.status = status;
    this.reply = reply;
  }
}

interface HandlerInput<E extends Endpoint> {
  params: ParamsOf<E>;
  query: QueryOf<E>;
  body: BodyOf<E>;
  headers: HeadersOf<E>;
  /** Whose request it is. What only a session may is asked by a session. */
  user: E['access'] extends 'public' ? undefined : E['scope'] extends 'session' ? SignedInDevice : SignedInUser;
  /** For what the contract does not carry: the caller's address, reply headers. */
  ctx: Context;
}

export type Handler<E extends Endpoint> = (input: HandlerInput<E>) => Promise<Answer<E> | WithStatus<E['statuses'][number], Answer<E>>>;

function send(ctx: Context, endpoint: Endpoint, answer: unknown): void {
  const { status, reply } = answer instanceof WithStatus ? answer : { status: endpoint.statuses[0], reply: answer };
  ctx.status = status;
  if (endpoint.reply === null) {
    ctx.body = null;
  } else if (reply instanceof Readable) {
    ctx.type = `${endpoint.reply}; charset=utf-8`;
    ctx.body = reply;
  } else {
    ctx.body = reply instanceof PreparedJson ? reply.text : JSON.stringify(reply);
    ctx.type = 'application/json';
  }
  // An empty body would have made it 204, and a body 200.
  ctx.status = status;
}

/** The named headers of a request that are there, decoded; one that was not encoded is taken as it is. */
function readHeaders(ctx: Context, names: readonly string[]): Record<string, string> {
  const read: Record<string, string> = {};
  for (const name of names) {
    const text = ctx.get(name);
    if (text === '') continue;
    try {
      read[name] = decodeURIComponent(text);
    } catch {
      read[name] = text;
    }
  }
  return read;
}

/**
 * Binds an endpoint of the contract to its handler: authenticates, parses path, query and body together (a problem names every invalid
 * field at once), and sends what the handler answers with the endpoint's status. Input and answer are typed from the contract.
 */
export function serve<const E extends Endpoint>({ router, authenticate }: Api, endpoint: E, handler: Handler<E>): void {
  const handle: Middleware = async (ctx) => {
    const { signedIn } = ctx.state;
    if (endpoint.access !== 'public' && signedIn === undefined) throw new ProblemError('unauthenticated');
    const parts: Parts = {
      params: { schema: endpoint.params, value: { ...ctx['params'] } },
      query: { schema: endpoint.query, value: { ...ctx.query } },
    };
    const { headers } = endpoint;
    if (headers !== undefined) parts['headers'] = { schema: v.object(headers), value: readHeaders(ctx, Object.keys(headers)) };
    // Without a schema the body is nobody's business: it is left unread.
    if (endpoint.body !== undefined) parts['body'] = { schema: endpoint.body, value: await readJson(ctx) };
    // The one place where the schemas' word is taken for what the compiler derived from the same schemas.
    const input = { ...parseInput(parts), user: signedIn, ctx } as unknown as HandlerInput<E>;
    send(ctx, endpoint, await handler(input));
  };
  const layers = endpoint.access === 'public' ? [handle] : [authenticate(endpoint), handle];
  router.register(endpoint.path, [endpoint.method], layers);
}
