import { describe, expect, it } from 'vitest';
import type { Salary, Stage } from '../../../contract/index.ts';
import { buildApplication } from '../testing/build-application.ts';
import { createListStore } from './list-store.ts';

function listOf(...applications: ReturnType<typeof buildApplication>[]) {
  const list = createListStore();
  list.replaceAll(applications);
  return list;
}
const titles = (list: ReturnType<typeof createListStore>) => list.visible.value.map(({ posting }) => posting.title);
const titled = (title: string, parts: Parameters<typeof buildApplication>[0] = {}) =>
  buildApplication({ ...parts, posting: { ...parts.posting, title } });
const pay = (min: number | null, max: number | null, currency: string | null, period: Salary['period'] = 'YEAR') => ({
  posting: { salary: { min, max, currency, period } },
});

describe('the list', () => {
  it('starts with the newest first', () => {
    expect(titles(listOf(titled('new'), titled('older'), titled('oldest')))).toEqual(['new', 'older', 'oldest']);
  });

  it('keeps what is in the trash out', () => {
    const list = listOf(titled('here'), titled('gone', { deletedAt: '2026-11-22T00:00:00Z' }));
    expect(titles(list)).toEqual(['here']);
    expect(list.counts.value.all).toBe(1);
  });

  it('counts by stage', () => {
    const list = listOf(...(['saved', 'saved', 'offered'] satisfies Stage[]).map((stage) => buildApplication({ stage })));
    expect(list.counts.value).toMatchObject({ all: 3, saved: 2, offered: 1, applied: 0 });
  });

  it('offers tags by how often they are used', () => {
    const list = listOf(buildApplication({ tags: ['b', 'a'] }), buildApplication({ tags: ['a'] }));
    expect(list.tags.value).toEqual(['a', 'b']);
  });
});

describe('sorting', () => {
  it('goes by letters as people sort them, not by code', () => {
    const list = listOf(titled('zebra'), titled('Årsag'), titled('apple 10'), titled('Apple 9'));
    list.sortBy('title');
    expect(titles(list).indexOf('Apple 9')).toBeLessThan(titles(list).indexOf('apple 10'));
    expect(titles(list)[0]).not.toBe('zebra');
  });

  it('turns around at the second click', () => {
    const list = listOf(titled('a'), titled('b'));
    list.sortBy('title');
    expect(titles(list)).toEqual(['a', 'b']);
    list.sortBy('title');
    expect(titles(list)).toEqual(['b', 'a']);
  });

  it('puts what is not known last in both directions', () => {
    const list = listOf(titled('unknown'), titled('known', { posting: { location: 'Aarhus' } }));
    list.sortBy('location');
    expect(titles(list)).toEqual(['known', 'unknown']);
    list.sortBy('location');
    expect(titles(list)).toEqual(['known', 'unknown']);
  });

  it('compares pay of different periods by the year, the best first', () => {
    const list = listOf(titled('month', pay(5_000, null, 'EUR', 'MONTH')), titled('hour', pay(20, 40, 'EUR', 'HOUR')), titled('none'));
    list.sortBy('salary');
    expect(titles(list)).toEqual(['hour', 'month', 'none']);
    list.sortBy('salary');
    expect(titles(list)).toEqual(['month', 'hour', 'none']);
  });

  it('never claims that 600,000 of one currency is more than 90,000 of another', () => {
    const list = listOf(
      titled('dkk', pay(600_000, null, 'DKK')),
      titled('eur', pay(90_000, null, 'EUR')),
      titled('dkk2', pay(500_000, null, 'DKK')),
    );
    list.sortBy('salary');
    expect(titles(list)).toEqual(['dkk', 'dkk2', 'eur']);
    list.sortBy('salary');
    expect(titles(list)).toEqual(['dkk2', 'dkk', 'eur']);
  });

  it('goes through the stages in their order', () => {
    const list = listOf(...(['closed', 'offered', 'saved', 'applied'] satisfies Stage[]).map((stage) => titled(stage, { stage })));
    list.sortBy('stage');
    expect(titles(list)).toEqual(['saved', 'applied', 'offered', 'closed']);
  });
});

describe('searching', () => {
  const all = () =>
    listOf(
      titled('Data Engineer', { posting: { company: 'Ørsted', location: 'København' }, stage: 'applied' }),
      titled('Designer', { notes: 'Asked Mette about data', tags: ['dream'] }),
      titled('Gärtner', { posting: { company: 'Straßenbau' } }),
    );

  it.each([
    ['data', ['Data Engineer', 'Designer']],
    ['DATA eng', ['Data Engineer']],
    ['eng data', ['Data Engineer']],
    ['orsted', ['Data Engineer']],
    ['kobenhavn', ['Data Engineer']],
    ['gartner', ['Gärtner']],
    ['strassenbau', ['Gärtner']],
    ['dream', ['Designer']],
    ['mette', ['Designer']],
    ['  ', ['Data Engineer', 'Designer', 'Gärtner']],
    ['nothing of the kind', []],
  ])('finds %j', (query, found) => {
    const list = all();
    list.query.value = query;
    expect(titles(list)).toEqual(found);
  });

  it('gives the same answer however the words were typed', () => {
    const list = all();
    for (const query of ['d', 'da', 'dat', 'data', 'data ', 'data e', 'data', 'da', 'x', '', 'data m']) {
      list.query.value = query;
      const fresh = createListStore();
      fresh.replaceAll(list.applications.value?.values() ?? []);
      fresh.query.value = query;
      expect(titles(list)).toEqual(titles(fresh));
    }
  });

  it('does not match across two fields', () => {
    const list = listOf(titled('abc', { posting: { company: 'def' } }));
    list.query.value = 'cd';
    expect(titles(list)).toEqual([]);
  });

  it('stays within the chosen stage', () => {
    const list = all();
    list.query.value = 'data';
    list.stage.value = 'applied';
    expect(titles(list)).toEqual(['Data Engineer']);
  });

  it('sees what an edit changed', () => {
    const list = all();
    list.query.value = 'plumber';
    const [first] = list.applications.value!.values();
    list.put([{ ...first!, posting: { ...first!.posting, title: 'Plumber' } }]);
    expect(titles(list)).toEqual(['Plumber']);
  });

  it('answers among 10,000', () => {
    const list = listOf(
      ...Array.from({ length: 10_000 }, (_value, index) => titled(`Engineer ${index}`, { notes: 'some words to look through' })),
    );
    list.warm();
    expect(titles(list)).toHaveLength(10_000);
    const counts = ['e', 'en', 'eng', 'engineer 77', 'zz', 'look'].map((query) => {
      list.query.value = query;
      return list.visible.value.length;
    });
    expect(counts).toEqual([10_000, 10_000, 10_000, 280, 0, 10_000]);
  });
});

describe('selecting', () => {
  const three = () => {
    const rows = [titled('a'), titled('b'), titled('c')];
    return { list: listOf(...rows), ids: rows.map(({ id }) => id) };
  };

  it('selects from the last toggled row to another', () => {
    const { list, ids } = three();
    list.toggle(ids[0]!);
    list.selectTo(ids[2]!);
    expect([...list.selected.value]).toEqual(ids);
  });

  it('forgets what was deleted', () => {
    const { list, ids } = three();
    list.selectVisible();
    list.put([{ ...list.find(ids[1]!)!, deletedAt: '2026-11-22T00:00:00Z' }]);
    expect([...list.selected.value]).toEqual([ids[0], ids[2]]);
  });

  it('moves the cursor and stops at the ends', () => {
    const { list, ids } = three();
    expect(list.move(1)).toBe(ids[0]);
    expect(list.move(5)).toBe(ids[2]);
    expect(list.move(-1)).toBe(ids[1]);
    expect(list.move(-9)).toBe(ids[0]);
  });

  it('starts again where the cursor’s row is filtered away', () => {
    const { list, ids } = three();
    list.cursor.value = ids[0]!;
    list.query.value = 'c';
    expect(list.move(1)).toBe(ids[2]);
  });

  it('has nowhere to go in an empty list', () => {
    expect(listOf().move(1)).toBeNull();
  });
});
