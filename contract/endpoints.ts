import * as v from 'valibot';
import { Refresh, Session, SignIn, SignOut, SignUp, User } from './account.ts';
import { Application, EditApplication, Event, SaveApplication, Snapshot } from './application.ts';
import { ApplicationPage, Changes, ListApplications, ListChanges } from './list.ts';
import type { ProblemCode } from './problem.ts';
import { Id } from './text.ts';

type Schema = v.GenericSchema<unknown, unknown>;

/** One row of the API: both sides read the path, the schemas and the problems from here, and so does `/openapi.json`. */
export interface Endpoint {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With `:name` for parameters, as @koa/router writes them. */
  path: string;
  summary: string;
  /** `public` needs no token; `user` needs an access token. */
  access: 'public' | 'user';
  params?: Schema;
  query?: Schema;
  body?: Schema;
  /** Statuses of success; the first is the usual one. */
  statuses: readonly [number, ...number[]];
  /** A schema for JSON, a media type for a stream, `null` for no body. */
  reply: Schema | 'text/csv' | null;
  /** Beside those that every endpoint can give (`invalid_input`, `rate_limited`, `internal`, `unavailable`, and for `user` the 401s). */
  problems: readonly ProblemCode[];
}

const ById = v.strictObject({ id: Id });

export const endpoints = {
  signUp: {
    method: 'POST',
    path: '/api/auth/sign-up',
    summary: 'Create an account and sign in on this device',
    access: 'public',
    body: SignUp,
    statuses: [201],
    reply: Session,
    problems: ['registration_closed', 'email_taken'],
  },
  signIn: {
    method: 'POST',
    path: '/api/auth/sign-in',
    summary: 'Sign in on this device',
    access: 'public',
    body: SignIn,
    statuses: [200],
    reply: Session,
    problems: ['wrong_credentials'],
  },
  refresh: {
    method: 'POST',
    path: '/api/auth/refresh',
    summary: 'Exchange a refresh token for the next pair',
    access: 'public',
    body: Refresh,
    statuses: [200],
    reply: Session,
    problems: ['token_invalid', 'token_expired', 'session_revoked', 'session_reused', 'user_disabled'],
  },
  signOut: {
    method: 'POST',
    path: '/api/auth/sign-out',
    summary: 'End the session this refresh token belongs to; repeating it is no error',
    access: 'public',
    body: SignOut,
    statuses: [204],
    reply: null,
    problems: [],
  },
  signOutEverywhere: {
    method: 'POST',
    path: '/api/auth/sign-out-everywhere',
    summary: 'End every session of the account, this one too',
    access: 'user',
    statuses: [204],
    reply: null,
    problems: [],
  },
  readMe: { method: 'GET', path: '/api/me', summary: 'The account', access: 'user', statuses: [200], reply: User, problems: [] },
  saveApplication: {
    method: 'PUT',
    path: '/api/applications/:id',
    summary: 'Save a posting under an id made by the client; repeating the same body changes nothing',
    access: 'user',
    params: ById,
    body: SaveApplication,
    statuses: [201, 200],
    reply: Application,
    problems: ['id_reused'],
  },
  listApplications: {
    method: 'GET',
    path: '/api/applications',
    summary: 'A page of applications',
    access: 'user',
    query: ListApplications,
    statuses: [200],
    reply: ApplicationPage,
    problems: [],
  },
  readApplication: {
    method: 'GET',
    path: '/api/applications/:id',
    summary: 'One application, also from the trash',
    access: 'user',
    params: ById,
    statuses: [200],
    reply: Application,
    problems: ['not_found'],
  },
  editApplication: {
    method: 'PATCH',
    path: '/api/applications/:id',
    summary: 'Change fields; merges with what others changed meanwhile, and refuses where both changed the same field',
    access: 'user',
    params: ById,
    body: EditApplication,
    statuses: [200],
    reply: Application,
    problems: ['not_found', 'conflict'],
  },
  deleteApplication: {
    method: 'DELETE',
    path: '/api/applications/:id',
    summary: 'Move to the trash; repeating it is no error',
    access: 'user',
    params: ById,
    statuses: [200],
    reply: Application,
    problems: ['not_found'],
  },
  restoreApplication: {
    method: 'POST',
    path: '/api/applications/:id/restore',
    summary: 'Take out of the trash; repeating it is no error',
    access: 'user',
    params: ById,
    statuses: [200],
    reply: Application,
    problems: ['not_found'],
  },
  listEvents: {
    method: 'GET',
    path: '/api/applications/:id/events',
    summary: 'What happened to an application, oldest first',
    access: 'user',
    params: ById,
    statuses: [200],
    reply: v.object({ items: v.array(Event) }),
    problems: ['not_found'],
  },
  listSnapshots: {
    method: 'GET',
    path: '/api/applications/:id/snapshots',
    summary: "The posting's text at each capture, newest first",
    access: 'user',
    params: ById,
    statuses: [200],
    reply: v.object({ items: v.array(Snapshot) }),
    problems: ['not_found'],
  },
  listChanges: {
    method: 'GET',
    path: '/api/changes',
    summary: 'What changed since a change number, for a device to catch up',
    access: 'user',
    query: ListChanges,
    statuses: [200],
    reply: Changes,
    problems: [],
  },
  exportCsv: {
    method: 'GET',
    path: '/api/export.csv',
    summary: 'Every application outside the trash as CSV (RFC 4180, UTF-8 with BOM)',
    access: 'user',
    statuses: [200],
    reply: 'text/csv',
    problems: [],
  },
} as const satisfies Record<string, Endpoint>;

export type EndpointName = keyof typeof endpoints;

type Parsed<E, K extends string> = E extends { [P in K]: infer S } ? (S extends Schema ? v.InferOutput<S> : undefined) : undefined;
type Sent<E, K extends string> = E extends { [P in K]: infer S } ? (S extends Schema ? v.InferInput<S> : undefined) : undefined;

/** What a route receives after parsing. */
export type ParamsOf<E> = Parsed<E, 'params'>;
export type QueryOf<E> = Parsed<E, 'query'>;
export type BodyOf<E> = Parsed<E, 'body'>;
export type ReplyOf<E> = Parsed<E, 'reply'>;
/** What a client may send. */
export type BodyInputOf<E> = Sent<E, 'body'>;
export type QueryInputOf<E> = Sent<E, 'query'>;
