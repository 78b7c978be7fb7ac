import { Readable } from 'node:stream';
import type { Router } from '@koa/router';
import type { Context, Middleware } from 'koa';
import * as v from 'valibot';
import type { BodyOf, Endpoint, HeadersOf, ParamsOf, QueryOf, ReplyOf } from '../../contract/index.ts';
import type { Caller } from '../accounts/recognise-caller.ts';
import type { SignedInDevice, SignedInUser } from '../accounts/signed-in-user.ts';
import { ProblemError } from '../errors.ts';
import { parseInput, type Parts } from './parse-input.ts';
import { PreparedJson } from './prepared-json.ts';
import { readJson } from './read-json.ts';

/** Where endpoints are bound: the router, and what a request has to pass first unless its endpoint is public. */
export interface Api {
  router: Router;
  authenticate(endpoint: Endpoint): Middleware;
  /** Who asks, as far as the token says: see `serveInOneTrip`. */
  recognise(ctx: Context, endpoint: Endpoint): Promise<Caller>;
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

interface Input<E extends Endpoint> {
  params: ParamsOf<E>;
  query: QueryOf<E>;
  body: BodyOf<E>;
  headers: HeadersOf<E>;
  /** For what the contract does not carry: the caller's address, reply headers. */
  ctx: Context;
}

interface HandlerInput<E extends Endpoint> extends Input<E> {
  /** Whose request it is. What only a session may is asked by a session. */
  user: E['access'] extends 'public' ? undefined : E['scope'] extends 'session' ? SignedInDevice : SignedInUser;
}

type Answered<E extends Endpoint> = Promise<Answer<E> | WithStatus<E['statuses'][number], Answer<E>>>;
export type Handler<E extends Endpoint> = (input: HandlerInput<E>) => Answered<E>;

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

/** Parses path, query, headers and body together, as the endpoint's schemas say: a problem names every invalid field at once. */
async function readInput<E extends Endpoint>(ctx: Context, endpoint: E): Promise<Input<E>> {
  const parts: Parts = {
    params: { schema: endpoint.params, value: { ...ctx['params'] } },
    query: { schema: endpoint.query, value: { ...ctx.query } },
  };
  const { headers } = endpoint;
  if (headers !== undefined) parts['headers'] = { schema: v.object(headers), value: readHeaders(ctx, Object.keys(headers)) };
  // Without a schema the body is nobody's business: it is left unread.
  if (endpoint.body !== undefined) parts['body'] = { schema: endpoint.body, value: await readJson(ctx) };
  // The one place where the schemas' word is taken for what the compiler derived from the same schemas.
  return { ...parseInput(parts), ctx } as unknown as Input<E>;
}

/**
 * Binds an endpoint of the contract to its handler: authenticates, parses the input, and sends what the handler answers with the
 * endpoint's status. Input and answer are typed from the contract.
 */
export function serve<const E extends Endpoint>({ router, authenticate }: Api, endpoint: E, handler: Handler<E>): void {
  const handle: Middleware = async (ctx) => {
    const { signedIn } = ctx.state;
    if (endpoint.access !== 'public' && signedIn === undefined) throw new ProblemError('unauthenticated');
    const input = { ...(await readInput(ctx, endpoint)), user: signedIn } as unknown as HandlerInput<E>;
    send(ctx, endpoint, await handler(input));
  };
  const layers = endpoint.access === 'public' ? [handle] : [authenticate(endpoint), handle];
  router.register(endpoint.path, [endpoint.method], layers);
}

/**
 * `serve` for what is asked all the time: who asks is read in the same trip to the database as what is asked for. The handler must ask
 * the database through `caller`, who is admitted by that and by nothing else. What is wrong with the input is said to who is admitted.
 */
export function serveInOneTrip<const E extends Endpoint & { access: 'user' }>(
  { router, recognise }: Api,
  endpoint: E,
  handler: (input: Input<E> & { caller: Caller }) => Answered<E>,
): void {
  const handle: Middleware = async (ctx) => {
    const caller = await recognise(ctx, endpoint);
    const ask = async (): Answered<E> => handler({ ...(await readInput(ctx, endpoint)), caller });
    const answer = await ask().catch(async (error: unknown) => {
      if (error instanceof ProblemError && ctx.state.signedIn === undefined) await caller.admit();
      throw error;
    });
    if (ctx.state.signedIn === undefined) throw new Error('A handler answered a caller who was not admitted.');
    send(ctx, endpoint, answer);
  };
  router.register(endpoint.path, [endpoint.method], [handle]);
}
