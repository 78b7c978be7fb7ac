import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Duplicates, StageCounts } from '../../contract/index.ts';
import { buildSave, startWithDatabase, type TestApp } from '../testing/start-test-app.ts';
import { createLikeness, likenessOfTitles } from './likeness.ts';

let app: TestApp;

beforeAll(async () => {
  app = await startWithDatabase();
});
afterAll(() => app.close());

const TEXT = 'We look for somebody who counts jackdaws in the old town every evening and writes down what they do, in every weather. ';
const MORE = 'The tower has a lift, tea is free, and the choir below practises on Thursdays, which the birds do not mind at all.';

describe('the duplicates of an application', () => {
  it('are those of the same posting, then those of the same company with the same text or nearly the same title', async () => {
    const { accessToken: token } = await app.signUp();
    let n = 0;
    const save = (posting: object, postingKey: string | null = null) => {
      n += 1;
      return app.save(token, undefined, buildSave({ posting: { url: `https://x.example/${n}`, ...posting }, postingKey }));
    };
    const own = await save({ title: 'Senior Bird Counter (m/w/d)', company: 'Rook & Daw GmbH', description: `${TEXT}${MORE}` }, 'x:1');
    const similar = await save({ title: 'Bird counter, senior', company: 'ROOK DAW' });
    const sameText = await save({
      title: 'Evening job',
      company: 'Rook & Daw',
      description: `${TEXT.replace('old town', 'new town')}${MORE}`,
    });
    const sameKey = await save({ title: 'Something else', company: 'Elsewhere' }, 'x:1');
    const sameUrl = await save({ title: 'Renamed', company: '', url: own.posting.url });
    const trashed = await save({ title: own.posting.title, company: own.posting.company });
    await app.ask('DELETE', `/api/applications/${trashed.id}`, { token });
    await save({
      title: 'Cook',
      company: 'Rook & Daw GmbH',
      description: 'Another text altogether, about soup and bread and how they are made here.',
    });
    await save({ title: own.posting.title, company: 'Another company' });
    await save({ title: own.posting.title, company: '' });

    const { body } = await app.ask<Duplicates>('GET', `/api/applications/${own.id}/duplicates`, { token });
    expect(body.items.map(({ id, reason }) => [id, reason])).toEqual([
      [sameUrl.id, 'same_posting'],
      [sameKey.id, 'same_posting'],
      [sameText.id, 'same_text'],
      [similar.id, 'similar_title'],
    ]);
    const counts = await app.ask<StageCounts>('GET', '/api/stages', { token });
    expect(counts.body).toEqual({ stages: { saved: 8, applied: 0, screening: 0, interviewing: 0, offered: 0, closed: 0 }, trash: 1 });
  });

  it('are none for an application alone, and none between two without a company', async () => {
    const { accessToken: token } = await app.signUp();
    const first = await app.save(token, undefined, buildSave({ posting: { company: '' } }));
    await app.save(token, undefined, buildSave({ posting: { company: '', url: 'https://example.org/postings/2' } }));
    const { body } = await app.ask<Duplicates>('GET', `/api/applications/${first.id}/duplicates`, { token });
    expect(body.items).toEqual([]);
  });
});

describe('likeness', () => {
  it.each([
    ['Senior Bird Counter (m/w/d)', 'senior bird counter', 1],
    ['Développeur C++ (H/F)', 'Developpeur C++', 1],
    ['Bird Counter', 'Fish Counter', 0.5],
    ['Cook', 'Gardener', 0],
    ['', '', 0],
  ])('of the titles "%s" and "%s" is %d', (a, b, expected) => expect(likenessOfTitles(a, b)).toBe(expected));

  it('of texts is high where a word was changed, low where only words are shared, and nothing for a few words', () => {
    expect(createLikeness(TEXT)(TEXT.toUpperCase())).toBe(1);
    expect(createLikeness(TEXT.repeat(3))(`${TEXT.repeat(2)}${TEXT.replace('evening', 'morning')}`)).toBeGreaterThan(0.8);
    expect(createLikeness(TEXT)(TEXT.split(' ').toSorted().join(' '))).toBeLessThan(0.1);
    expect(createLikeness('three words only')('three words only')).toBe(0);
  });
});
