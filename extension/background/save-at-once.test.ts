import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Capture } from '../capture/capture.ts';
import { openDrafts } from '../drafts/drafts.ts';
import { openLibrary } from '../library/library.ts';
import { openOutbox } from '../outbox/outbox.ts';
import { buildApplication } from '../testing/build-application.ts';
import { buildCapture, buildFinding } from '../testing/build-capture.ts';
import { buildSessionStore, buildUser, SERVER } from '../testing/build-session.ts';
import { createFakeDatabases } from '../testing/fake-databases.ts';
import { saveAtOnce } from './save-at-once.ts';

const OWNER = { server: SERVER, userId: buildUser().id };
const TAB = { id: 7, url: 'https://jobs.example/1' };
const title = buildFinding('title', 'Data Engineer');
const company = buildFinding('company', 'Ørsted');
const CAPTURE = buildCapture({ title: [title], company: [company], description: [buildFinding('description', 'You will build.')] });

beforeEach(createFakeDatabases);

function buildWorld(capture: Capture | Error = CAPTURE) {
  const outbox = openOutbox();
  const session = buildSessionStore();
  const told: string[] = [];
  const press = () =>
    saveAtOnce(TAB, {
      readPage: async () => {
        if (capture instanceof Error) throw capture;
        return capture;
      },
      session,
      outbox,
      openLibrary,
      drafts: openDrafts(),
      markTab: async (tabId, { saved, capture }) => void told.push(`${tabId} ${saved?.stage ?? capture?.verdict.kind}`),
      openForm: async (tabId) => void told.push(`${tabId} opens the form`),
      today: () => '2026-11-22',
    });
  return { outbox, session, told, press };
}

describe('saving at once', () => {
  it('saves a well-read posting for its owner, as the page says, and marks the tab', async () => {
    const { outbox, told, press } = buildWorld();
    expect(await press()).toBe('saved');
    expect(await outbox.all()).toMatchObject([
      {
        owner: OWNER,
        state: 'waiting',
        body: {
          posting: { title: 'Data Engineer', company: 'Ørsted', location: null, url: CAPTURE.url },
          postingKey: 'example:1',
          stage: 'saved',
          snapshot: 'You will build.',
          origins: { title: { reader: 'json-ld' } },
        },
      },
    ]);
    expect(told).toEqual(['7 saved']);
  });

  it('saves once, however often the key is pressed', async () => {
    const { outbox, told, press } = buildWorld();
    expect(await Promise.all([press(), press(), press()])).toEqual(['saved', 'form', 'form']);
    expect((await outbox.all()).length).toBe(1);
    expect(told).toEqual(['7 saved', '7 opens the form', '7 opens the form']);
  });

  it('saves once also what its address can not tell from others', async () => {
    const { outbox, press } = buildWorld({ ...CAPTURE, postingKey: null });
    expect([await press(), await press(), (await outbox.all()).length]).toEqual(['saved', 'form', 1]);
  });

  const draftOf = (over: Partial<Capture['draft']>) => ({ ...CAPTURE, draft: { ...CAPTURE.draft, ...over } });
  it.each([
    ['a title in doubt', draftOf({ title: [{ ...title, confidence: 0.79 }] }), ['7 posting']],
    ['a company in doubt', draftOf({ company: [{ ...company, confidence: 0.5 }] }), ['7 posting']],
    ['no company', draftOf({ company: [] }), ['7 posting']],
    ['several postings', { ...CAPTURE, verdict: { kind: 'list', reason: 'many_postings' } } as const, ['7 list']],
    ['an application form', { ...CAPTURE, verdict: { kind: 'form', reason: 'application_form' } } as const, ['7 form']],
    ['an address that is none of the web', { ...CAPTURE, url: 'file:///home/posting.html' }, ['7 posting']],
    ['a page that the browser keeps closed', new Error('closed'), []],
  ])('marks the tab as what it was read as and opens the form instead for %s', async (_what, capture, marks) => {
    const { outbox, told, press } = buildWorld(capture);
    expect(await press()).toBe('form');
    expect([await outbox.all(), told]).toEqual([[], [...marks, '7 opens the form']]);
  });

  it('opens the form where the posting is there already, so that nothing is saved twice', async () => {
    await openLibrary(OWNER).put(buildApplication({ postingKey: 'example:1' }));
    const { outbox, press } = buildWorld();
    expect([await press(), await outbox.all()]).toEqual(['form', []]);
  });

  it('opens the form where somebody had begun to correct it', async () => {
    const kept = { keptAt: Date.now(), fields: {}, stage: null, notes: 'ask Mette', tags: [] };
    await openDrafts().put({ key: 'example:1', ...kept });
    const { outbox, press } = buildWorld();
    expect([await press(), await outbox.all()]).toEqual(['form', []]);
  });

  it('says nothing of "saved" where the disk is full, and opens the form, which will say so', async () => {
    const { outbox, told, press } = buildWorld();
    vi.spyOn(outbox, 'add').mockRejectedValue(new DOMException('no', 'QuotaExceededError'));
    expect([await press(), told]).toEqual(['form', ['7 opens the form']]);
  });

  it('has saved also where the mark can not be shown', async () => {
    const { outbox, session } = buildWorld();
    const done = await saveAtOnce(TAB, {
      readPage: async () => CAPTURE,
      session,
      outbox,
      openLibrary,
      drafts: openDrafts(),
      markTab: () => Promise.reject(new Error('No tab with id: 7')),
      openForm: () => expect.unreachable(),
      today: () => '2026-11-22',
    });
    expect([done, (await outbox.all()).length]).toEqual(['saved', 1]);
  });
});
