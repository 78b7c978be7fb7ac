import { signal } from '@preact/signals';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { SaveApplication } from '../../contract/application.ts';
import { buildCapture, buildFinding } from '../testing/build-capture.ts';
import { parseTyped } from './parse-typed.ts';
import { presentDay } from './present-field.ts';
import { createReview } from './review.ts';

const TODAY = '2026-11-22';
const headline = buildFinding('title', 'Senior Data Engineer', { reader: 'headings', via: 'h1' });
const demo = buildFinding('title', 'Telesales Agent', { confidence: 0.4 });
const salary = buildFinding('salary', { min: 600_000, max: 720_000, currency: 'DKK', period: 'YEAR' as const });
const description = buildFinding('description', 'We build it.');
const CAPTURE = buildCapture({
  title: [headline, demo],
  company: [buildFinding('company', 'Ørsted')],
  salary: [salary],
  description: [description],
});

function buildReview({ read = true } = {}) {
  const review = createReview({ url: 'https://jobs.example/1?utm=x', today: TODAY, stage: 'saved', parser: signal(parseTyped) });
  if (read) review.read(CAPTURE);
  return review;
}
const bodyOf = (review: ReturnType<typeof buildReview>) => {
  const built = review.build();
  if ('errors' in built) throw new Error(JSON.stringify(built.errors));
  return built.body;
};

describe('a review', () => {
  it('shows the best finding of each field with its origin, and saves it as read', () => {
    const review = buildReview();
    expect(review.fields.title.text.value).toBe('Senior Data Engineer');
    expect(review.fields.location.text.value).toBe('');
    expect(bodyOf(review)).toMatchObject({
      posting: { title: 'Senior Data Engineer', company: 'Ørsted', salary: salary.value, location: null, url: 'https://jobs.example/1' },
      origins: { title: { reader: 'headings', via: 'h1' } },
      postingKey: 'example:1',
      snapshot: 'We build it.',
    });
    expect(v.is(SaveApplication, bodyOf(review))).toBe(true);
  });

  it('keeps what was typed over any later reading of the page', () => {
    const review = buildReview({ read: false });
    review.fields.title.edit('Mine');
    review.fields.company.edit('');
    review.read(CAPTURE);
    expect(bodyOf(review)).toMatchObject({ posting: { title: 'Mine', company: '' }, origins: { title: { reader: 'you', via: '' } } });
    expect(bodyOf(review).origins).not.toHaveProperty('company');
  });

  it('offers the other findings, and takes one with its origin', () => {
    const review = buildReview();
    expect(review.fields.title.alternatives.value).toEqual([headline, demo]);
    review.fields.title.choose(demo);
    expect(bodyOf(review)).toMatchObject({ posting: { title: 'Telesales Agent' }, origins: { title: { reader: 'json-ld' } } });
    expect(review.fields.title.weak.value).toBe(true);
    review.fields.title.edit('Agent');
    expect(review.fields.title.weak.value).toBe(false);
  });

  it('goes first to what is missing', () => {
    const review = buildReview();
    expect(review.firstGap()).toBeNull();
    review.fields.company.edit(' ');
    expect(review.firstGap()).toBe('company');
    review.fields.title.edit('');
    expect(review.firstGap()).toBe('title');
  });

  it('is not saved without a title or an address, and says where', () => {
    const review = createReview({ url: 'chrome://version', today: TODAY, stage: 'saved', parser: signal(parseTyped) });
    expect(review.url.value).toBe('');
    expect(Object.keys((review.build() as { errors: object }).errors).toSorted()).toEqual(['title', 'url']);
    review.url.value = 'javascript:alert(1)';
    review.fields.title.edit('A');
    expect(Object.keys((review.build() as { errors: object }).errors)).toEqual(['url']);
  });

  it('fits the contract however long the page is', () => {
    const review = buildReview();
    review.read(buildCapture({ title: [headline], description: [buildFinding('description', 'x'.repeat(900_000))] }));
    const body = bodyOf(review);
    expect([body.posting.description?.length, body.snapshot?.length]).toEqual([200_000, 400_000]);
  });

  it('takes the day of saving for the day of applying, and only then', () => {
    const review = buildReview();
    expect(bodyOf(review).appliedOn).toBeNull();
    review.stage.value = 'applied';
    expect(bodyOf(review)).toMatchObject({ stage: 'applied', appliedOn: TODAY });
  });
});

describe('typed pay', () => {
  it.each([
    ['650-700k dkk a year', { min: 650_000, max: 700_000, currency: 'DKK', period: 'YEAR' }],
    ['€45/hour', { min: 45, max: 45, currency: 'EUR', period: 'HOUR' }],
    ['650000', { min: 650_000, max: 650_000, currency: 'DKK', period: null }],
  ])('%s', (typed, expected) => {
    const review = buildReview();
    review.fields.salary.edit(typed);
    expect(review.fields.salary.value.value).toMatchObject(expected);
  });

  it('that can not be understood is not saved as nothing', () => {
    const review = buildReview();
    review.fields.salary.edit('negotiable');
    expect(review.fields.salary.unclear.value).toBe(true);
    expect(review.build()).toEqual({ errors: { salary: 'unclear' } });
    review.fields.salary.edit('');
    expect(bodyOf(review).posting.salary).toBeNull();
  });
});

describe('a typed day', () => {
  it.each([
    ['2026-12-24', '2026-12-24'],
    ['24 Dec 2026', '2026-12-24'],
    ['3 nov', '2026-11-03'],
    ['15 January', '2027-01-15'],
    ['yesterday', '2026-11-21'],
    ['today', '2026-11-22'],
    [presentDay('2026-02-03'), '2026-02-03'],
  ])('%s', (typed, day) => {
    const review = buildReview();
    review.fields.validThrough.edit(typed);
    expect(review.fields.validThrough.value.value).toBe(day);
  });

  it.each(['31 Feb 2026', 'soon', '24'])('that is none is said to be unclear: %s', (typed) => {
    const review = buildReview();
    review.fields.validThrough.edit(typed);
    expect(review.build()).toEqual({ errors: { validThrough: 'unclear' } });
  });
});

describe('a draft', () => {
  it('is nothing while the form stands as the page says', () => {
    expect(buildReview().drafted.value).toBeNull();
  });

  it('brings back what was typed and chosen into a page read anew', () => {
    const before = buildReview();
    before.fields.company.edit('Ørsted Wind');
    before.fields.title.choose(demo);
    before.notes.value = 'ask Mette';
    before.tags.value = ['data'];
    before.stage.value = 'applied';
    const kept = before.drafted.value!;
    const after = buildReview({ read: false });
    after.restore(JSON.parse(JSON.stringify(kept)) as typeof kept);
    after.read(CAPTURE);
    expect(bodyOf(after)).toEqual(bodyOf(before));
    expect(after.fields.title.finding.value).toEqual(demo);
  });

  it('does not overwrite what was typed while it was being loaded', () => {
    const review = buildReview();
    review.fields.title.edit('newer');
    review.notes.value = 'newer note';
    review.restore({ fields: { title: { text: 'older', from: null } }, stage: null, notes: 'older note', tags: [] });
    expect([review.fields.title.text.value, review.notes.value]).toEqual(['newer', 'newer note']);
  });
});
