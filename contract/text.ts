import * as v from 'valibot';

/** Lone surrogates and NUL can't be stored by PostgreSQL or sent as UTF-8; a save must not fail because a page contained one. */
function storable(text: string): string {
  return text.replaceAll('\0', '').replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD');
}

/** A line of text, trimmed; `min` and `max` count UTF-16 code units after trimming. */
export const line = (max: number, min = 0) =>
  v.pipe(
    v.string(),
    v.transform(storable),
    v.trim(),
    v.minLength(min, min === 1 ? 'Must not be empty' : `Must have at least ${min} characters`),
    v.maxLength(max, `Must have at most ${max} characters`),
  );

/** Text of many lines, kept as it is; `max` counts UTF-16 code units. */
export const prose = (max: number) => v.pipe(v.string(), v.transform(storable), v.maxLength(max, `Must have at most ${max} characters`));

/** A UUID of any version, in lower case. Ours are UUIDv7, made where the row is made. */
export const Id = v.pipe(v.string(), v.uuid('Must be a UUID'), v.toLowerCase());
export type Id = v.InferOutput<typeof Id>;

/** A calendar day, `YYYY-MM-DD`, that exists; without time or zone. */
export const Day = v.pipe(
  v.string(),
  v.isoDate('Must be a day like 2026-11-30'),
  v.check((day) => {
    const date = new Date(`${day}T00:00:00Z`);
    return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day) && day >= '1900-01-01';
  }, 'There is no such day'),
);
export type Day = v.InferOutput<typeof Day>;

/**
 * An instant, RFC 3339: `2026-11-22T20:15:00.000Z`. Replies are in UTC, so its day has to be one there too: an hour after midnight in the
 * east is the day before, and the last evening of 9999 in the west the year 10000. The pattern alone would let 31 February through.
 */
export const Instant = v.pipe(
  v.string(),
  v.isoTimestamp('Must be an instant like 2026-11-22T20:15:00Z'),
  v.check((instant) => {
    const time = Date.parse(instant);
    return !Number.isNaN(time) && v.is(Day, instant.slice(0, 10)) && v.is(Day, new Date(time).toISOString().split('T')[0]);
  }, 'There is no such instant'),
);
export type Instant = v.InferOutput<typeof Instant>;

/** An absolute http or https address without user name or password, at most 4,096 characters: the only kind that is ever made a link. */
export const WebUrl = v.pipe(
  v.string(),
  v.transform(storable),
  v.trim(),
  v.maxLength(4096, 'Must have at most 4096 characters'),
  v.check((text) => {
    // `URL` would also take "http:example.org", backslashes, and a line break within the scheme.
    if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return false;
    const { username, password } = new URL(text);
    return username === '' && password === '';
  }, 'Must be a web address that starts with http:// or https://'),
);
export type WebUrl = v.InferOutput<typeof WebUrl>;
