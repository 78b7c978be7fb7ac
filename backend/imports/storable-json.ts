/** A backslash and what it escapes, so that an escaped backslash hides nothing. */
const ESCAPE = /\\(?:u[0-9a-f]{4}|[^u])/g;
/** Every surrogate that JSON.stringify escapes stands alone: pairs are written as they are. */
const UNSTORABLE = /\\u(?:0000|d[89a-f])/;

/** JSON as PostgreSQL can keep it: NUL is left out and a lone surrogate replaced, as in all other texts that come in. */
export function storableJson(value: unknown): string {
  const text = JSON.stringify(value);
  if (!UNSTORABLE.test(text)) return text;
  return text.replaceAll(ESCAPE, (escape) => {
    if (escape === String.raw`\u0000`) return '';
    return /^\\ud[89a-f]/.test(escape) ? '\uFFFD' : escape;
  });
}
