import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SORTS, type ApplicationPage, type SaveApplicationInput } from '../../contract/index.ts';
import { buildSave, startWithDatabase, type TestApp } from '../testing/start-test-app.ts';

let app: TestApp;
let token: string;

const SAVED: Record<string, SaveApplicationInput> = {
  beekeeper: buildSave({
    posting: { title: 'Senior Beekeeper', company: 'Rookery', location: 'Kraków' },
    notes: 'a 100% match, really_odd \\ notes',
  }),
  doctor: buildSave({ posting: { title: 'Ärztin', company: 'Śnieg Klinik', location: 'MÜNCHEN' }, tags: ['Notaufnahme', 'part time'] }),
  tower: buildSave({ posting: { title: 'Жук counter', company: 'Tower', description: 'Feed the peregrine falcons of the Straße.' } }),
  wide: buildSave({ posting: { title: 'ＦＵＬＬ width ﬁre officer', company: 'Rookery' } }),
};

beforeAll(async () => {
  app = await startWithDatabase();
  token = (await app.signUp()).accessToken;
  for (const body of Object.values(SAVED)) await app.save(token, undefined, body);
});
afterAll(() => app.close());

const titles = Object.fromEntries(Object.entries(SAVED).map(([name, { posting }]) => [posting.title, name]));
const found = async (q: string, more: Record<string, string> = {}) => {
  const { body } = await app.ask<ApplicationPage>('GET', `/api/applications?${new URLSearchParams({ q, sort: 'createdAt', ...more })}`, {
    token,
  });
  return body.items.map(({ posting }) => titles[posting.title]).join(' ');
};

describe('a search', () => {
  it.each([
    ['beekeeper', 'beekeeper'],
    ['ROOKERY', 'beekeeper wide'],
    ['rook keep', 'beekeeper'],
    ['krakow', 'beekeeper'],
    ['KRAKÓW', 'beekeeper'],
    ['munchen snieg', 'doctor'],
    ['ärztin', 'doctor'],
    ['arztin', 'doctor'],
    ['notaufnahme', 'doctor'],
    ['part time', 'doctor'],
    ['жук', 'tower'],
    ['ЖУК', 'tower'],
    ['full fire', 'wide'],
    ['100%', 'beekeeper'],
    ['really_odd', 'beekeeper'],
    ['\\', 'beekeeper'],
  ])('for "%s" finds %s: every word, in any text, without regard to case, accents and forms of a letter', async (q, expected) => {
    expect(await found(q)).toBe(expected);
  });

  it.each([
    ['a letter other than it is', 'beekeeber'],
    ['a letter too few', 'bekeeper'],
    ['a letter too many', 'beeekeeper'],
    ['two letters the wrong way round', 'beekepeer'],
    ['two letters the wrong way round in the middle', 'beeekeper'],
    ['one mistake in each of two words', 'senoir beekeper'],
    ['a mistake beside a word that is right', 'rookery bekeeper'],
    ['a mistake in a letter with an accent', 'krakuw'],
  ])('forgives %s', async (_mistake, q) => {
    expect(await found(q)).toBe('beekeeper');
  });

  it.each(['beekeeprr x', 'bookkeeper', 'tawor', 'rok', 'rockory', 'peregrine', '%', '_', '%%%%%%', '____'])(
    'is not too forgiving: "%s" finds what it says or nothing',
    async (q) => {
      const literal = ['%', '_'].includes(q) ? 'beekeeper' : '';
      expect(await found(q)).toBe(literal);
    },
  );

  it('shows neighbours only where there is nothing that says what was asked, and only of what the list is about', async () => {
    const owner = (await app.signUp()).accessToken;
    const ids: string[] = [];
    for (const title of ['Teacher', 'Teacher of art', 'Teachen'])
      ids.push((await app.save(owner, undefined, buildSave({ posting: { title } }))).id);
    const ask = async (q: string, more = '') =>
      (await app.ask<ApplicationPage>('GET', `/api/applications?q=${q}&sort=createdAt${more}`, { token: owner })).body.items.map(({ id }) =>
        ids.indexOf(id),
      );
    expect(await ask('teacher')).toEqual([0, 1]);
    expect(await ask('teachen')).toEqual([2]);
    expect(await ask('teachem')).toEqual([0, 1, 2]);
    await app.ask('DELETE', `/api/applications/${ids[2]}`, { token: owner });
    expect(await ask('teachen')).toEqual([0, 1]);
    expect(await ask('teachen', '&deleted=true')).toEqual([2]);
  });

  it('looks into descriptions when told so, and finds there what is said and no neighbours', async () => {
    expect(await found('peregrine straße', { in: 'description' })).toBe('tower');
    expect(await found('counter falcons', { in: 'description' })).toBe('tower');
    expect(await found('peregrone', { in: 'description' })).toBe('');
  });

  it('finds what stands far behind in long notes, and keeps no more than an index can hold', async () => {
    const owner = (await app.signUp()).accessToken;
    const notes = ['x'.repeat(590), '\u{1F426}'.repeat(5000), '각'.repeat(3000), '…', 'ﷺ'.repeat(600), ''];
    for (const note of notes) await app.save(owner, undefined, buildSave({ notes: `${note} cormorant`, tags: ['t'] }));
    for (const q of ['cormorant', 'ornithologist cormorant', 'CORMORANT t']) {
      const { body } = await app.ask<ApplicationPage>('GET', `/api/applications?${new URLSearchParams({ q, sort: 'createdAt' })}`, {
        token: owner,
      });
      expect(
        body.items.map((item) => item.notes),
        q,
      ).toEqual(notes.map((note) => `${note} cormorant`));
    }
  });

  it('gives each row once and every page whole, wherever in a long text the word stands, and more than once', async () => {
    const owner = (await app.signUp()).accessToken;
    const long = 'x'.repeat(700);
    const notes = [`heron ${long}`, 'heron', `${long} heron`, `heron ${long} heron`, 'heran', `heron ${long}`];
    for (const note of notes) await app.save(owner, undefined, buildSave({ notes: note }));
    for (const sort of ['createdAt', '-createdAt', '-updatedAt', 'stage']) {
      const seen: string[][] = [];
      for (let after: string | null | undefined; after !== null;) {
        const query = new URLSearchParams({ q: 'heron', limit: '2', sort, ...(after === undefined ? {} : { after }) });
        const { body } = await app.ask<ApplicationPage>('GET', `/api/applications?${query}`, { token: owner });
        seen.push(body.items.map((item) => item.notes));
        after = body.after;
      }
      const expected = notes.filter((note) => note !== 'heran');
      if (sort.startsWith('-')) expected.reverse();
      expect(seen, sort).toEqual([expected.slice(0, 2), expected.slice(2, 4), expected.slice(4)]);
    }
  });

  it('pages through neighbours as through anything', async () => {
    const owner = (await app.signUp()).accessToken;
    for (let n = 0; n < 5; n += 1) await app.save(owner, undefined, buildSave({ posting: { title: `Gardener ${n}` } }));
    const seen: string[] = [];
    for (let after: string | null | undefined; after !== null;) {
      const query = new URLSearchParams({ q: 'gardenar', limit: '2', ...(after === undefined ? {} : { after }) });
      const { body } = await app.ask<ApplicationPage>('GET', `/api/applications?${query}`, { token: owner });
      seen.push(...body.items.map(({ posting }) => posting.title));
      after = body.after;
    }
    expect(seen).toEqual([4, 3, 2, 1, 0].map((n) => `Gardener ${n}`));
  });

  it.each(SORTS.flatMap((field) => [field, `-${field}`] as const))(
    'comes in pages by %s that hold everything once, also beside another filter',
    async (sort) => {
      const owner = (await app.signUp()).accessToken;
      for (let n = 0; n < 7; n += 1) {
        const posting = { title: `Falconer ${n % 3}`, company: n % 2 === 0 ? '' : `Aerie ${n}` };
        const { id } = await app.save(owner, undefined, buildSave({ posting, stage: n % 2 === 0 ? 'saved' : 'applied', tags: ['t'] }));
        if (n === 6) await app.ask('DELETE', `/api/applications/${id}`, { token: owner });
        await app.save(owner);
      }
      const pages = async (more: Record<string, string>, limit: string) => {
        const ids: string[] = [];
        for (let after: string | null | undefined; after !== null;) {
          const query = new URLSearchParams({ sort, limit, ...more, ...(after === undefined ? {} : { after }) });
          const { body } = await app.ask<ApplicationPage>('GET', `/api/applications?${query}`, { token: owner });
          ids.push(...body.items.map(({ id }) => id));
          after = body.after;
        }
        return ids;
      };
      const whole = await pages({ q: 'falconer' }, '50');
      expect(new Set(whole).size).toBe(6);
      expect(await pages({ q: 'falconer' }, '2')).toEqual(whole);
      expect(await pages({ q: 'falconer', tag: 't' }, '2')).toEqual(whole);
      expect(await pages({ q: 'falconer', deleted: 'true' }, '2')).toHaveLength(1);
    },
  );
});
