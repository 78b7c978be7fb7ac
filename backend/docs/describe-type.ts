import { escapeHtml } from './escape-html.ts';

export type Json = Record<string, unknown>;

const SAYS: readonly (readonly [string, (value: unknown) => string])[] = [
  ['minLength', (value) => `at least ${String(value)} characters`],
  ['maxLength', (value) => `at most ${String(value)} characters`],
  ['minimum', (value) => `from ${String(value)}`],
  ['maximum', (value) => `up to ${String(value)}`],
  ['minItems', (value) => `at least ${String(value)} of them`],
  ['maxItems', (value) => `at most ${String(value)} of them`],
  ['default', (value) => `${JSON.stringify(value)} when left out`],
];

const nameOf = ($ref: unknown): string => String($ref).split('/').at(-1) ?? '';

/** A JSON Schema's type in words, as HTML: names link to where they are described. */
export function typeOf(schema: Json): string {
  const { $ref, enum: words, const: constant, anyOf, oneOf, type, items, format } = schema;
  if ($ref !== undefined) return `<a href="#schema-${escapeHtml(nameOf($ref))}">${escapeHtml(nameOf($ref))}</a>`;
  if (Array.isArray(words)) return words.map((word) => `<code>${escapeHtml(JSON.stringify(word))}</code>`).join(' · ');
  if (constant !== undefined) return `<code>${escapeHtml(JSON.stringify(constant))}</code>`;
  const choices = anyOf ?? oneOf;
  if (Array.isArray(choices)) return [...new Set(choices.map((one) => typeOf(one as Json)))].join(' or ');
  if (type === 'array') return `list of ${typeOf((items ?? {}) as Json)}`;
  const name = Array.isArray(type) ? type.join(' or ') : typeof type === 'string' ? type : 'anything';
  return escapeHtml(typeof format === 'string' ? `${name} (${format})` : name);
}

/** What else it demands of a value. */
export function limitsOf(schema: Json): string {
  return SAYS.filter(([key]) => schema[key] !== undefined)
    .map(([key, say]) => say(schema[key]))
    .join(', ');
}

/** A table of an object's fields; what stands within a field's own object stands below it with a dotted name. */
export function fieldsOf(schema: Json, prefix = ''): string[] {
  const { properties = {}, required = [] } = schema as { properties?: Record<string, Json>; required?: string[] };
  return Object.entries(properties).flatMap(([name, field]) => {
    const choices = (field['anyOf'] ?? [field]) as Json[];
    const inner = choices.find((one) => one['type'] === 'object' && one['properties'] !== undefined);
    const limits = limitsOf(field);
    const optional = required.includes(name) ? '' : ' <span class="access">optional</span>';
    const row = `<tr><td><code>${escapeHtml(prefix + name)}</code>${optional}</td><td>${typeOf(field)}${limits === '' ? '' : `, ${escapeHtml(limits)}`}</td></tr>`;
    return [row, ...(inner === undefined ? [] : fieldsOf(inner, `${prefix}${name}.`))];
  });
}
