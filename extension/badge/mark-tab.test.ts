import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Verdict } from '../capture/capture.ts';
import { markTab } from './mark-tab.ts';

const { shown } = vi.hoisted(() => ({ shown: { count: '', text: null as string | null, title: null as string | null } }));
vi.mock('webextension-polyfill', () => ({
  default: {
    action: {
      getBadgeText: async () => shown.count,
      setBadgeText: async ({ text }: { text: string | null }) => void (shown.text = text),
      setBadgeBackgroundColor: async () => undefined,
      setTitle: async ({ title }: { title: string | null }) => void (shown.title = title),
    },
    i18n: { getMessage: (name: string, words: string[] = []) => [name, ...words].join(' ') },
  },
}));

const readAs = (kind: Verdict['kind'], reason: string, incomplete = false) => ({ verdict: { kind, reason }, incomplete });
const SAVED = { stage: 'saved', savedAt: '2026-11-22T12:00:00Z', appliedOn: null } as const;

beforeEach(() => Object.assign(shown, { count: '', text: null, title: null }));

describe('the mark of a tab', () => {
  it.each([
    [readAs('posting', 'structured_data'), '+', 'This page shows a posting'],
    [readAs('form', 'application_form'), '+', 'This page shows a posting'],
    [readAs('list', 'many_postings'), '≡', 'This page lists several'],
    [readAs('not_loaded', 'no_text'), '…', 'has not loaded yet'],
    [readAs('not_a_job', 'no_posting'), '–', 'does not look like a posting'],
    [readAs('not_a_job', 'posting_gone'), '–', 'no longer there'],
    [readAs('not_a_job', 'no_posting', true), '+', 'This page shows a posting'],
  ])('says what the page was read as: %o', async (capture, sign, words) => {
    await markTab(7, { saved: null, capture });
    expect(shown).toMatchObject({ text: sign, title: expect.stringContaining(words) });
  });

  it('says before all that the posting is saved', async () => {
    await markTab(7, { saved: SAVED, capture: readAs('posting', 'structured_data') });
    expect(shown.text).toBe('✓');
  });

  it('leaves the sight to what waits to be sent, and tells the rest in the title', async () => {
    shown.count = '3';
    await markTab(7, { saved: null, capture: readAs('list', 'many_postings') });
    expect(shown).toMatchObject({ text: null, title: expect.stringContaining('This page lists several') });
  });

  it('goes where nothing is known', async () => {
    await markTab(7, { saved: null, capture: null });
    expect(shown).toMatchObject({ text: null, title: null });
  });
});
