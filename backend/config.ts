import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync, renameSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { isIPv4 } from 'node:net';
import path from 'node:path';
import * as v from 'valibot';
import { LEAST_CONNECTIONS } from './postgres/pools.ts';
import { StartupProblem } from './postgres/startup-problem.ts';
import { withSecretFiles } from './secret-files.ts';
import variables from './variables.json' with { type: 'json' };

const MIN_SECRET_BYTES = 32;
const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;

const address = (protocols: readonly string[], example: string): v.GenericSchema<string> =>
  v.pipe(
    v.string(),
    v.check((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), `must be an address like ${example}`),
  );

const enoughSecret = (text: string): boolean => Buffer.byteLength(text) >= MIN_SECRET_BYTES && new Set(text).size >= 10;

/**
 * What each variable may be. Their meanings and initial values are in variables.json, which `npm start -- --help` prints where nothing
 * is installed yet.
 */
const SCHEMAS = {
  PORT: v.pipe(
    v.string(),
    v.check((text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535, 'must be a number from 0 to 65535'),
  ),
  HOST: v.pipe(v.string(), v.regex(/^[\w.:-]+$/, 'must be a host name or an IP address')),
  DATA_DIR: v.string(),
  DATABASE_URL: address(['postgres:', 'postgresql:'], 'postgres://user:password@host:5432/database'),
  DATABASE_CONNECTIONS: v.pipe(
    v.string(),
    v.check((text) => /^\d{1,3}$/.test(text) && Number(text) >= LEAST_CONNECTIONS, `must be a number from ${LEAST_CONNECTIONS} to 999`),
  ),
  PUBLIC_URL: address(['http:', 'https:'], 'https://jackdaw.example.org'),
  JWT_SECRET: v.pipe(v.string(), v.check(enoughSecret, `must be at least ${MIN_SECRET_BYTES} random bytes: openssl rand -base64 48`)),
  JWT_SECRET_PREVIOUS: v.pipe(
    v.string(),
    v.check(enoughSecret, `must be at least ${MIN_SECRET_BYTES} random bytes: openssl rand -base64 48`),
  ),
  TRUSTED_PROXIES: v.pipe(v.string(), v.regex(/^\d$/, 'must be a number from 0 to 9')),
  REGISTRATION: v.picklist(['', 'open', 'invite', 'closed'], 'must be open, invite or closed'),
  METRICS_TOKEN: v.pipe(v.string(), v.check(enoughSecret, `must be at least ${MIN_SECRET_BYTES} random bytes: openssl rand -base64 48`)),
  DRAIN_SECONDS: v.pipe(
    v.string(),
    v.check((text) => /^\d{1,2}$/.test(text) && Number(text) <= 60, 'must be a number from 0 to 60'),
  ),
  LOG_LEVEL: v.picklist(LEVELS, `must be one of ${LEVELS.join(', ')}`),
} as const satisfies Record<keyof typeof variables, v.GenericSchema<string>>;

type VariableName = keyof typeof SCHEMAS;

/** Never shown, also when wrong (a database address holds a password); each may also be given as a file, by `NAME_FILE`. */
const SECRETS: readonly VariableName[] = ['DATABASE_URL', 'JWT_SECRET', 'JWT_SECRET_PREVIOUS', 'METRICS_TOKEN'];

/** What the environment says, parsed. `publicUrl` has no trailing slash; it is unset when it follows from the port that was taken. */
export type Environment = {
  port: number;
  host: string;
  dataDir: string;
  databaseUrl: string | undefined;
  databaseConnections: number;
  publicUrl: string | undefined;
  jwtSecret: string | undefined;
  /** Signs nothing; what it signed, or will sign in a process beside us, is accepted. */
  otherJwtSecret: string | undefined;
  /** How many proxies of ours every request passes; unset, one if it runs on this machine. */
  trustedProxies: number | undefined;
  /** Who has it may read /metrics; without one, programs on this machine may. */
  metricsToken: string | undefined;
  registration: Registration;
  /** How long a server that was told to stop still takes new connections. */
  drainSeconds: number;
  logLevel: (typeof LEVELS)[number];
};

/** Who may make an account: anybody, the holder of an invite, or nobody. */
export type Registration = 'open' | 'invite' | 'closed';

/** What the application needs to know of its installation. `jwtKey` is a KeyObject: checking a token with it is 40 times faster. */
export type Config = {
  publicUrl: string;
  jwtKey: KeyObject;
  otherJwtKey?: KeyObject | undefined;
  registration: Registration;
  metricsToken?: string | undefined;
  trustedProxies?: number | undefined;
};

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || (isIPv4(host) && host.startsWith('127.'));
}

/**
 * Parses the environment once; an empty variable counts as unset. `serves: false` is for a program that only works on the database: it
 * needs no secret to sign with. Throws a StartupProblem that names every variable that is wrong, and never shows a secret.
 */
export function parseEnvironment(given: Readonly<Record<string, string | undefined>>, { serves = true } = {}): Environment {
  const environment = withSecretFiles(given, SECRETS);
  const wrong: string[] = [];
  const read = (name: VariableName): string => {
    const schema: v.GenericSchema<string> = SCHEMAS[name];
    const { initial } = variables[name];
    const value = environment[name]?.trim() || undefined;
    if (value === undefined) return initial;
    const parsed = v.safeParse(schema, value);
    if (parsed.success) return value;
    wrong.push(`${name} ${parsed.issues[0].message}${SECRETS.includes(name) ? '' : ` (it is "${value}")`}`);
    return initial;
  };

  const trustedProxies = read('TRUSTED_PROXIES');
  const values = {
    port: Number(read('PORT')),
    host: read('HOST'),
    dataDir: path.resolve(read('DATA_DIR')),
    databaseUrl: read('DATABASE_URL') || undefined,
    databaseConnections: Number(read('DATABASE_CONNECTIONS')),
    publicUrl: read('PUBLIC_URL').replace(/\/+$/, '') || undefined,
    jwtSecret: read('JWT_SECRET') || undefined,
    otherJwtSecret: read('JWT_SECRET_PREVIOUS') || undefined,
    trustedProxies: trustedProxies === '' ? undefined : Number(trustedProxies),
    metricsToken: read('METRICS_TOKEN') || undefined,
    drainSeconds: Number(read('DRAIN_SECONDS')),
    logLevel: v.parse(SCHEMAS.LOG_LEVEL, read('LOG_LEVEL')),
  };
  const registration = v.parse(SCHEMAS.REGISTRATION, read('REGISTRATION'));
  if (serves && environment['DATABASE_URL']?.trim() && !environment['JWT_SECRET']?.trim()) {
    wrong.push('JWT_SECRET is needed with DATABASE_URL: openssl rand -base64 48');
  }
  if (wrong.length > 0) throw new StartupProblem(`Jackdaw cannot start with these settings: ${wrong.join('; ')}.`);

  // A server on loopback with a public address stands behind a proxy: strangers do reach it.
  const isPrivate = isLoopback(values.host) && (values.publicUrl === undefined || isLoopback(new URL(values.publicUrl).hostname));
  return { ...values, registration: registration || (isPrivate ? 'open' : 'invite') };
}

/** `http://host:port` as people type it: an IPv6 address in brackets, and this machine where the server listens on every network. */
export function localUrl(host: string, port: number): string {
  const reachable = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
}

/**
 * The secret kept in `dataDir/jwt-secret` (readable by us only), made there at the first start. Throws a StartupProblem when the file
 * is damaged: a new secret would sign everybody out, so that stays a person's decision.
 */
export async function keptSecret(dataDir: string): Promise<string> {
  const file = path.join(dataDir, 'jwt-secret');
  if (!existsSync(file)) {
    // Written whole and synced before it gets its name: a power cut leaves no half secret.
    const half = `${file}.half`;
    const handle = await open(half, 'w', 0o600);
    await handle.writeFile(`${randomBytes(48).toString('base64url')}\n`);
    await handle.sync();
    await handle.close();
    renameSync(half, file);
  }
  const secret = readFileSync(file, 'utf8').trim();
  if (enoughSecret(secret)) return secret;
  throw new StartupProblem(
    `${file} does not hold a secret any more: bring it back, or remove it: access tokens end, and devices fetch new ones.`,
  );
}

/** The application's configuration, once the port is known and the secret found. */
export function createConfig(
  { publicUrl, registration, metricsToken, otherJwtSecret, trustedProxies }: Environment,
  listeningAt: string,
  secret: string,
): Config {
  return {
    publicUrl: publicUrl ?? listeningAt,
    jwtKey: createSecretKey(secret, 'utf8'),
    otherJwtKey: otherJwtSecret === undefined ? undefined : createSecretKey(otherJwtSecret, 'utf8'),
    registration,
    metricsToken,
    trustedProxies,
  };
}
