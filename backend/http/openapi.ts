import type { Router } from '@koa/router';
import { toJsonSchema, toJsonSchemaDefs, type ConversionConfig } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import * as contract from '../../contract/index.ts';
import { PROBLEMS, problemsOf, type Endpoint } from '../../contract/index.ts';

type Schema = v.GenericSchema<unknown, unknown>;
type Json = Record<string, unknown>;

const { SignUp, SignIn, Refresh, SignOut, EditMe, WithPassword, ChangePassword, SaveApplication, EditApplication, BulkEdit, UndoEvent } =
  contract;
const { NewInvite, Recover, Reset } = contract;
/** What is sent: fields with a default may be left out. */
const BODIES: Record<string, Schema> = {
  SignUp,
  SignIn,
  Refresh,
  SignOut,
  EditMe,
  WithPassword,
  ChangePassword,
  SaveApplication,
  EditApplication,
  BulkEdit,
  UndoEvent,
  NewInvite,
  Recover,
  Reset,
};
const { Session, User, Devices, Application, ApplicationPage, Changes, Event, NumberedEvent, Snapshot, Problem } = contract;
const { Invites, MadeInvite, UserPage, ResetLink, RecoveryCodes, RecoveryCodesLeft } = contract;
/** What is answered: every field is there. */
const REPLIES: Record<string, Schema> = {
  Session,
  User,
  Devices,
  Application,
  ApplicationPage,
  Changes,
  Event,
  NumberedEvent,
  Snapshot,
  Invites,
  MadeInvite,
  UserPage,
  ResetLink,
  RecoveryCodes,
  RecoveryCodesLeft,
  Problem,
};

const ref = (name: string): string => `#/components/schemas/${name}`;
/** Checks that are code (a day exists, an address is a web address) have no JSON Schema: the document says less, never other than the server. */
const CONFIG = {
  target: 'draft-2020-12',
  errorMode: 'ignore',
  overrideRef: ({ referenceId }) => ref(referenceId),
} as const satisfies ConversionConfig;

function schemaOf(schema: Schema, named: Record<string, Schema>, typeMode: 'input' | 'output'): Json {
  const name = Object.keys(named).find((one) => named[one] === schema);
  if (name !== undefined) return { $ref: ref(name) };
  const { $schema: _, $defs: __, ...rest } = toJsonSchema(schema, { ...CONFIG, typeMode, definitions: named });
  return rest;
}

/** The named schemas of one direction, each a component. */
function components(named: Record<string, Schema>, typeMode: 'input' | 'output'): Json {
  return { ...toJsonSchemaDefs(named, { ...CONFIG, typeMode }) };
}

function parameters(schema: Schema | undefined, place: 'path' | 'query'): Json[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = toJsonSchema(schema, { ...CONFIG, typeMode: 'input' });
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }));
}

function headerParameters(headers: Endpoint['headers']): Json[] {
  return Object.keys(headers ?? {}).map((name) => ({
    name,
    in: 'header',
    required: false,
    description: 'Percent-encoded, as by encodeURIComponent.',
    schema: { type: 'string' },
  }));
}

/** What is sent: JSON, a file as it is, or nothing. */
function requestBody({ body, file }: Endpoint): { requestBody?: Json } {
  if (body !== undefined)
    return { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body, BODIES, 'input') } } } };
  if (file === undefined) return {};
  return { requestBody: { required: true, content: Object.fromEntries(file.types.map((type) => [type, {}])) } };
}

function responses(endpoint: Endpoint): Json {
  const all: Json = {};
  for (const status of endpoint.statuses) {
    const { reply } = endpoint;
    const content =
      reply === null || status === 304
        ? undefined
        : typeof reply === 'string'
          ? { [reply]: {} }
          : { 'application/json': { schema: schemaOf(reply, REPLIES, 'output') } };
    all[status] = { description: endpoint.summary, ...(content === undefined ? {} : { content }) };
  }
  const codes = [...problemsOf(endpoint)];
  for (const status of new Set(codes.map((code) => PROBLEMS[code].status))) {
    const same = codes.filter((code) => PROBLEMS[code].status === status);
    const description = same.map((code) => `\`${code}\`: ${PROBLEMS[code].title}`).join('; ');
    all[status] = { description, content: { 'application/problem+json': { schema: { $ref: ref('Problem') } } } };
  }
  return all;
}

function security({ access, scope }: Endpoint): Json[] {
  if (access === 'public') return [];
  return scope === 'session' ? [{ accessToken: [] }] : [{ accessToken: [] }, { apiToken: [scope] }];
}

function operation(name: string, endpoint: Endpoint): Json {
  const { summary, params, query, headers } = endpoint;
  return {
    operationId: name,
    summary,
    security: security(endpoint),
    parameters: [...parameters(params, 'path'), ...parameters(query, 'query'), ...headerParameters(headers)],
    ...requestBody(endpoint),
    responses: responses(endpoint),
  };
}

/** The OpenAPI 3.1 description of the API, made from the contract's table. */
export function describeApi(publicUrl: string): Json {
  const paths: Record<string, Json> = {};
  for (const [name, endpoint] of Object.entries(contract.endpoints)) {
    const path = endpoint.path.replaceAll(/:(\w+)/g, '{$1}');
    (paths[path] ??= {})[endpoint.method.toLowerCase()] = operation(name, endpoint);
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Jackdaw', version: '1', description: 'Every reply that is not 2xx is a problem (RFC 9457) with a stable `code`.' },
    servers: [{ url: publicUrl }],
    paths,
    components: {
      securitySchemes: {
        accessToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'Of a device that is signed in.' },
        apiToken: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'jd_…',
          description: 'A personal API token with the scope that is named.',
        },
      },
      schemas: { ...components(BODIES, 'input'), ...components(REPLIES, 'output') },
    },
  };
}

/** Serves it at `/openapi.json`; made at the first request. */
export function serveOpenApi(router: Router, publicUrl: string): void {
  let text: string | undefined;
  router.get('/openapi.json', (ctx) => {
    ctx.body = text ??= JSON.stringify(describeApi(publicUrl));
    ctx.type = 'application/json';
  });
}
