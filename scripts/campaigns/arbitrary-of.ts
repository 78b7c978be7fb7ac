import * as fc from 'fast-check';

type Json = Record<string, unknown>;

/** Values that programs trip over, anywhere a value may stand. */
const JUNK: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    '',
    0,
    -1,
    1e308,
    -0,
    2 ** 53,
    [],
    {},
    [[]],
    '\0',
    '\uD800',
    '\u202E',
    '%',
    "'; drop table users; --",
    '${7*7}',
  ),
  fc.constantFrom<unknown>(
    'NaN',
    'Infinity',
    '0000-00-00',
    '9999-12-31T23:59:60Z',
    '-infinity',
    '00000000-0000-0000-0000-000000000000',
    'javascript:alert(1)',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ minLength: 4000, maxLength: 6000 }),
  fc.jsonValue({ maxDepth: 3 }),
);

/** What is at the edge of its kind, where a schema that is JSON says less than ours: in one value of ten. */
const atTheEdge = (usual: fc.Arbitrary<unknown>, edges: readonly unknown[]): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 9, arbitrary: usual }, { weight: 1, arbitrary: fc.constantFrom(...edges) });
const EDGE_NUMBERS = [0, -0, 0.005, 2 ** 31, 2 ** 53 - 1, 2 ** 53, 1e12, 1e19, 1e300];
/** Of the first and last days, and of the days beside them in UTC. */
const EDGE_INSTANTS = [
  '1900-01-01T00:00:00Z',
  '1900-01-01T00:00:00+14:00',
  '9999-12-31T23:59:59.999999999Z',
  '9999-12-31T23:59:59-12:00',
  '2026-02-29T00:00:00Z',
  '2026-03-29T02:30:00+01:00',
];
/** Addresses that a browser takes, though no pattern of ours may. */
const EDGE_URLS = [
  'http:example.org',
  'https:\\\\example.org',
  'ht\ntps://example.org',
  ' HTTPS://EXAMPLE.ORG ',
  'https://a:b@example.org',
  'https://[::1]/',
  'https://x/\u0000',
];

const EDGE_DAYS = ['1899-12-31', '1900-01-01', '9999-12-31', '0001-01-01', '0000-01-01', '2026-02-30', '2026-1-1'];

/** Days that may be: a body of five has to be taken now and then. */
const DATE = fc.date({ min: new Date('1900-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });

function text(schema: Json): fc.Arbitrary<unknown> {
  const {
    format,
    pattern,
    minLength = 0,
    maxLength = 60,
  } = schema as { format?: string; pattern?: string; minLength?: number; maxLength?: number };
  if (format === 'uuid') return fc.uuid();
  if (format === 'date-time')
    return atTheEdge(
      DATE.map((date) => date.toISOString()),
      EDGE_INSTANTS,
    );
  if (format === 'date')
    return atTheEdge(
      DATE.map((date) => date.toISOString().slice(0, 10)),
      EDGE_DAYS,
    );
  if (format === 'email') return fc.emailAddress();
  if (format === 'uri') return fc.webUrl();
  if (pattern !== undefined && !/\(\?[=!<]/.test(pattern)) {
    try {
      return fc.stringMatching(new RegExp(pattern, 'u'));
    } catch {
      // A pattern that fast-check cannot turn round: any text will do, the server says what it thinks of it.
    }
  }
  return fc.oneof(fc.webUrl(), fc.string({ minLength, maxLength: Math.min(maxLength, 80), unit: 'binary' }), fc.lorem({ maxCount: 3 }));
}

/** What a JSON Schema of our own `/openapi.json` allows, mostly: checks that are code are not in it, and some values are junk on purpose. */
export function arbitraryOf(schema: Json, components: Record<string, Json>, junk = 0.02): fc.Arbitrary<unknown> {
  const inner = (one: unknown): fc.Arbitrary<unknown> => arbitraryOf((one ?? {}) as Json, components, junk);
  const proper = (): fc.Arbitrary<unknown> => {
    const { $ref, enum: words, const: constant, anyOf, oneOf, allOf, type } = schema as Record<string, unknown> & { $ref?: string };
    if ($ref !== undefined) return inner(components[$ref.split('/').at(-1) ?? '']);
    if (Array.isArray(words)) return fc.constantFrom(...(words as unknown[]));
    if (constant !== undefined) return fc.constant(constant);
    const choices = anyOf ?? oneOf ?? allOf;
    if (Array.isArray(choices)) return fc.oneof(...choices.map(inner));
    const [first] = Array.isArray(type) ? type : [type];
    if (first === 'object') return object(schema, inner);
    if (first === 'array') return fc.array(inner(schema['items']), { maxLength: 4 });
    if (first === 'boolean') return fc.boolean();
    if (first === 'null') return fc.constant(null);
    if (first === 'integer')
      return atTheEdge(
        fc.integer({ min: Number(schema['minimum'] ?? -5), max: Math.min(Number(schema['maximum'] ?? 1000), 2 ** 31) }),
        EDGE_NUMBERS,
      );
    if (first === 'number')
      return atTheEdge(
        fc.double({ min: Number(schema['minimum'] ?? -5), max: Math.min(Number(schema['maximum'] ?? 1e6), 1e12), noNaN: true }),
        EDGE_NUMBERS,
      );
    if (first === 'string') return text(schema);
    return fc.jsonValue({ maxDepth: 2 });
  };
  return fc.oneof({ weight: Math.round((1 - junk) * 100), arbitrary: proper() }, { weight: Math.round(junk * 100), arbitrary: JUNK });
}

function object(schema: Json, inner: (schema: unknown) => fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const {
    properties = {},
    required = [],
    additionalProperties,
  } = schema as { properties?: Json; required?: string[]; additionalProperties?: unknown };
  if (Object.keys(properties).length === 0)
    return fc.dictionary(fc.string({ maxLength: 20 }), inner(additionalProperties === false ? {} : additionalProperties), { maxKeys: 3 });
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, one]) => [
      name,
      name === 'url'
        ? fc.oneof({ weight: 9, arbitrary: atTheEdge(fc.webUrl(), EDGE_URLS) }, { weight: 1, arbitrary: inner(one) })
        : inner(one),
    ]),
  );
  const known = fc.record(fields, { requiredKeys: required });
  const strange = fc.tuple(known, fc.constantFrom('__proto__', 'constructor', 'userId', 'user_id', 'x'), JUNK);
  return fc.oneof(
    { weight: 30, arbitrary: known },
    {
      weight: 1,
      arbitrary: strange.map(([value, key, junk]) =>
        JSON.parse(
          `${JSON.stringify(value).replace(/\}$/, Object.keys(value).length > 0 ? ',' : '')}${JSON.stringify(key)}:${JSON.stringify(junk) ?? 'null'}}`,
        ),
      ),
    },
  );
}
