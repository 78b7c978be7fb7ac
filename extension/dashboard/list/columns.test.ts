import { describe, expect, it } from 'vitest';
import { DEFAULT_LAYOUT, fitColumns, moveColumn, moveColumnTo, resizeColumn, toggleColumn, tracksOf } from './columns.ts';

describe('columns', () => {
  it('are shown at the end and taken out again, but never the title', () => {
    const more = toggleColumn(DEFAULT_LAYOUT, 'tags');
    expect(more.shown.at(-1)).toBe('tags');
    expect(toggleColumn(more, 'tags').shown).toEqual(DEFAULT_LAYOUT.shown);
    expect(toggleColumn(DEFAULT_LAYOUT, 'title').shown).toContain('title');
  });

  it('move by one, to another’s place, and not over the edge', () => {
    expect(moveColumn(DEFAULT_LAYOUT, 'company', -1).shown.slice(0, 2)).toEqual(['company', 'title']);
    expect(moveColumn(DEFAULT_LAYOUT, 'title', -1)).toBe(DEFAULT_LAYOUT);
    expect(moveColumnTo(DEFAULT_LAYOUT, 'savedAt', 'company').shown.slice(0, 3)).toEqual(['title', 'savedAt', 'company']);
    expect(moveColumnTo(DEFAULT_LAYOUT, 'title', 'savedAt').shown.at(-1)).toBe('title');
  });

  it('have the width they were given, within reason, until it is given back', () => {
    expect(resizeColumn(DEFAULT_LAYOUT, 'company', 1e6).widths).toEqual({ company: 800 });
    expect(resizeColumn(DEFAULT_LAYOUT, 'company', -4).widths).toEqual({ company: 64 });
    expect(resizeColumn(resizeColumn(DEFAULT_LAYOUT, 'company', 200), 'company', null).widths).toEqual({});
  });

  it('make way where there is no room, the least important first', () => {
    expect(fitColumns(DEFAULT_LAYOUT, 1200)).toEqual(DEFAULT_LAYOUT.shown);
    expect(fitColumns(DEFAULT_LAYOUT, 740)).toEqual(['title', 'company', 'stage', 'salary', 'savedAt']);
    expect(fitColumns(DEFAULT_LAYOUT, 570)).toEqual(['title', 'company', 'stage', 'savedAt']);
    expect(fitColumns(DEFAULT_LAYOUT, 10)).toEqual(['title']);
  });

  it('leave no gap at the end: where every width is fixed, the first takes what is left over', () => {
    const fixed = resizeColumn(resizeColumn({ shown: ['title', 'company'], widths: {} }, 'title', 200), 'company', 100);
    expect(tracksOf(fixed, ['title', 'company'])).toBe('32px minmax(200px, 1fr) 100px');
    expect(tracksOf(DEFAULT_LAYOUT, ['title', 'stage'])).toBe('32px minmax(180px, 2.4fr) 140px');
  });
});
