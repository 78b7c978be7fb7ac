import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Capture } from '../capture/capture.ts';
import { openDrafts } from '../drafts/drafts.ts';
import { openEdits } from '../edits/edits.ts';
import { openLibrary } from '../library/library.ts';
import { openOutbox } from '../outbox/outbox.ts';
import { buildApplication } from '../testing/build-application.ts';
import { buildCapture, buildFinding } from '../testing/build-capture.ts';
import { buildSessionStore, buildUser, SERVER } from '../testing/build-session.ts';
import { createFakeDatabases } from '../testing/fake-databases.ts';
import { PageClosed } from '../page-reader/page-closed.ts';
import { parseTyped } from './parse-typed.ts';
import { createPopup } from './popup.ts';
import { createRecapture } from './recapture.ts';

const OWNER = { server: SERVER, userId: buildUser().id };
const CAPTURE = buildCapture({ title: [buildFinding('title', 'Data Engineer')], company: [buildFinding('company', 'Ørsted')] });
/** Long enough for every write that was begun. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 30));

beforeEach(createFakeDatabases);

function buildPopup({ capture = CAPTURE as Capture | Error, session = buildSessionStore(), url = 'https://jobs.example/1' } = {}) {
  const asked: string[] = [];
  const reported: unknown[] = [];
  const marks: (string | null)[] = [];
  const outbox = openOutbox();
  const popup = createPopup({
    currentTab: async () => ({ id: 1, url }),
    readPage: async () => {
      if (capture instanceof Error) throw capture;
      return capture;
    },
    loadParser: async () => parseTyped,
    report: (error) => void reported.push(error),
    session,
    outbox,
    loadRecapture: async (options) => createRecapture({ ...options, edits: openEdits() }),
    openLibrary,
    drafts: openDrafts(),
    markTab: async (_tabId, { saved, capture }) => void marks.push(saved?.stage ?? capture?.verdict.kind ?? null),
    messages: {
      announce: (news) => void asked.push(news),
      ask: async (name) => {
        asked.push(name);
        throw new Error('the worker is gone');
      },
      onNews: () => () => undefined,
    },
    today: () => '2026-11-22',
    now: () => Date.parse('2026-11-22T12:00:00Z'),
  });
  return { popup, outbox, asked, reported, marks };
}

async function openPopup(options: Parameters<typeof buildPopup>[0] = {}) {
  const world = buildPopup(options);
  await world.popup.start();
  return { ...world, review: world.popup.review.value! };
}

describe('opening the popup', () => {
  it('fills the form', async () => {
    const { popup, review } = await openPopup();
    expect(popup.screen.value).toEqual({ kind: 'form' });
    expect(review.fields.title.text.value).toBe('Data Engineer');
    expect(popup.connection.value).toMatchObject({ account: { server: SERVER }, count: { waiting: 0, parked: 0 } });
  });

  it.each([
    ['list', 'many_postings', 'list'],
    ['not_a_job', 'no_posting', 'not_a_job'],
    ['not_a_job', 'posting_gone', 'posting_gone'],
    ['not_loaded', 'no_text', 'not_loaded'],
  ] as const)('says what a page is that is not one posting: %s, %s', async (kind, reason, page) => {
    const { popup, marks } = await openPopup({ capture: buildCapture({}, { verdict: { kind, reason }, postingKey: null }) });
    expect([popup.screen.value, marks]).toEqual([{ kind: 'aside', page }, [kind]]);
    popup.fillByHand();
    expect([popup.screen.value.kind, popup.byHand.value]).toEqual(['form', true]);
  });

  it('marks the tab as one of a posting; not where the page may show another one the next moment', async () => {
    const verdict = { kind: 'split_view', reason: 'open_pane' } as const;
    expect([(await openPopup()).marks, (await openPopup({ capture: { ...CAPTURE, verdict } })).marks]).toEqual([['posting'], []]);
  });

  it('gives an empty form on a list, not the list’s own words', async () => {
    const { popup, review } = await openPopup({ capture: { ...CAPTURE, verdict: { kind: 'list', reason: 'many_postings' } } });
    popup.fillByHand();
    expect([review.fields.title.text.value, review.url.value]).toEqual(['', 'https://jobs.example/1']);
  });

  it('says that the browser keeps a page closed, without calling that a bug', async () => {
    const { popup, reported } = await openPopup({ capture: new PageClosed('no'), url: 'chrome://version' });
    expect([popup.screen.value, reported]).toEqual([{ kind: 'aside', page: 'closed' }, []]);
  });

  it('reports a failure to read, and leaves the form one click away', async () => {
    const bug = new Error('the page gave no capture');
    const { popup, reported } = await openPopup({ capture: bug });
    expect([popup.screen.value, reported]).toEqual([{ kind: 'aside', page: 'failed' }, [bug]]);
  });

  it('says that the posting is in the library already, without asking the server', async () => {
    const known = buildApplication({ postingKey: 'example:1', stage: 'applied' });
    await openLibrary(OWNER).put(known);
    const { popup, asked, marks } = await openPopup();
    expect(popup.existing.value).toMatchObject({ id: known.id, stage: 'applied', savedAt: known.createdAt, waiting: false });
    expect(marks).toEqual(['applied']);
    expect(popup.history.value).toEqual([]);
    expect(asked).toEqual([]);
  });

  it('says that the posting waits in the outbox', async () => {
    const first = await openPopup();
    await first.popup.save();
    const { popup } = await openPopup();
    expect(popup.existing.value).toMatchObject({ waiting: true, stage: 'saved' });
  });

  it('shows other applications at the same company, and those of the typed one', async () => {
    const there = buildApplication({ postingKey: 'example:2', posting: { company: 'Ørsted A/S' } });
    const other = buildApplication({ posting: { company: 'Vestas' } });
    for (const application of [there, other]) await openLibrary(OWNER).put(application);
    const { popup, review } = await openPopup();
    await vi.waitFor(() => expect(popup.history.value.map(({ id }) => id)).toEqual([there.id]));
    review.fields.company.edit('Vestas');
    await vi.waitFor(() => expect(popup.history.value.map(({ id }) => id)).toEqual([other.id]));
  });
});

describe('saving', () => {
  it('is certain before it is said, and does not wait for a worker', async () => {
    const { popup, outbox, asked } = await openPopup();
    await popup.save();
    const [entry] = await outbox.all();
    expect(popup.screen.value).toEqual({ kind: 'saved', entry });
    expect(entry).toMatchObject({ owner: OWNER, body: { posting: { title: 'Data Engineer' }, postingKey: 'example:1' } });
    expect(asked).toEqual(['outboxChanged', 'flush']);
  });

  it('works before anybody signed in', async () => {
    const { popup, outbox } = await openPopup({ session: buildSessionStore(null) });
    await popup.save();
    expect(await outbox.all()).toMatchObject([{ owner: null }]);
  });

  it('belongs to the account whose session has ended, not to the next', async () => {
    const session = buildSessionStore();
    await session.end('refresh-0', 'session_revoked');
    const { popup, outbox } = await openPopup({ session });
    await popup.save();
    expect(await outbox.all()).toMatchObject([{ owner: OWNER }]);
  });

  it('happens once, however often Enter is pressed', async () => {
    const { popup, outbox } = await openPopup();
    await Promise.all([popup.save(), popup.save(), popup.save()]);
    await popup.save();
    expect((await outbox.all()).length).toBe(1);
  });

  it.each([
    ['QuotaExceededError', 'full'],
    ['UnknownError', 'refused'],
  ])('that failed says so and keeps the form: %s', async (name, failure) => {
    const { popup, outbox, review, asked } = await openPopup();
    review.notes.value = 'ask Mette';
    vi.spyOn(outbox, 'add').mockRejectedValue(new DOMException('no', name));
    await popup.save();
    expect([popup.screen.value.kind, popup.failure.value, review.notes.value, asked]).toEqual(['form', failure, 'ask Mette', []]);
    vi.restoreAllMocks();
    await popup.save();
    expect([popup.screen.value.kind, popup.failure.value]).toEqual(['saved', null]);
  });

  it('does not begin while something is wrong in the form', async () => {
    const { popup, outbox, review } = await openPopup();
    review.fields.title.edit('');
    await popup.save();
    expect([popup.errors.value, await outbox.all(), popup.busy.value]).toEqual([{ title: 'Must not be empty' }, [], false]);
  });

  it('remembers the stage for the next posting', async () => {
    const { popup, review } = await openPopup();
    review.stage.value = 'applied';
    await popup.save();
    expect((await openPopup({ capture: { ...CAPTURE, postingKey: 'example:2' } })).review.stage.value).toBe('applied');
  });

  it('can be undone, and the form is as it was', async () => {
    const { popup, outbox, review } = await openPopup();
    review.notes.value = 'ask Mette';
    await popup.save();
    await popup.undo();
    expect([popup.screen.value.kind, review.notes.value, await outbox.all()]).toEqual(['form', 'ask Mette', []]);
  });
});

describe('what was saved without this form, by a key or the menu', () => {
  it('can be undone in it, and is known no more', async () => {
    const { popup: first, outbox } = await openPopup();
    await first.save();
    const { popup, marks } = await openPopup();
    await popup.undo();
    expect([popup.existing.value, popup.screen.value.kind, await outbox.all(), marks]).toEqual([null, 'form', [], ['saved', 'posting']]);
    expect((await openPopup()).popup.existing.value).toBeNull();
  });

  it('and is on the server already, is taken back there too', async () => {
    await openLibrary(OWNER).put(buildApplication({ id: '01890000-0000-7000-8000-0000000000aa', postingKey: 'example:1' }));
    const { popup, outbox, asked } = await openPopup();
    await popup.undo();
    expect(await outbox.all()).toMatchObject([{ id: '01890000-0000-7000-8000-0000000000aa', owner: OWNER, state: 'withdrawn' }]);
    expect(asked).toEqual(['outboxChanged', 'flush']);
    expect((await openPopup()).popup.existing.value).toBeNull();
  });
});

describe('a posting that is in the library already', () => {
  const remote = buildFinding('workplaceType', 'REMOTE');
  const known = () => buildApplication({ postingKey: 'example:1', changeNumber: 4, posting: { workplaceType: 'HYBRID' } });

  it('shows what its page says now, and takes it over to be sent', async () => {
    const application = known();
    await openLibrary(OWNER).put(application);
    const { popup, asked, outbox } = await openPopup({ capture: buildCapture({ ...CAPTURE.draft, workplaceType: [remote] }) });
    expect(popup.recapture.value?.changes.value).toMatchObject([{ field: 'workplaceType', before: 'HYBRID', after: 'REMOTE' }]);
    await popup.update();
    expect(popup.screen.value.kind).toBe('updated');
    expect(await openEdits().all(OWNER)).toMatchObject([
      { id: application.id, basedOn: 4, parts: [{ posting: { workplaceType: 'REMOTE' } }] },
    ]);
    expect([asked, await outbox.all()]).toEqual([['editsChanged', 'flush'], []]);
    // What waits to be sent is no news the next time.
    const again = await openPopup({ capture: buildCapture({ ...CAPTURE.draft, workplaceType: [remote] }) });
    expect(again.popup.recapture.value?.changes.value).toEqual([]);
  });

  it('takes what was written into the form along, and loses none of the notes that were there', async () => {
    const application = buildApplication({ postingKey: 'example:1', notes: 'Called on Monday', tags: ['data'] });
    await openLibrary(OWNER).put(application);
    const { popup, review } = await openPopup();
    review.notes.value = 'ask Mette';
    review.tags.value = ['data', 'remote'];
    review.stage.value = 'applied';
    await popup.update();
    expect((await openEdits().all(OWNER))[0]?.parts).toEqual([
      { stage: 'applied', notes: 'Called on Monday\n\nask Mette', tags: ['data', 'remote'] },
    ]);
  });

  it('has nothing to take over where the page reads the same', async () => {
    await openLibrary(OWNER).put(buildApplication({ postingKey: 'example:1' }));
    const { popup } = await openPopup();
    await popup.update();
    expect([popup.screen.value.kind, await openEdits().all(OWNER)]).toEqual(['form', []]);
  });

  it('offers the tags that were used before', async () => {
    for (const tags of [
      ['remote', 'data'],
      ['data', 'night'],
    ])
      await openLibrary(OWNER).put(buildApplication({ tags }));
    const { popup } = await openPopup();
    expect(popup.tags.value).toEqual(['data', 'night', 'remote']);
  });
});

describe('a draft', () => {
  it('is there when the popup is opened again, and stays with its posting', async () => {
    const first = await openPopup();
    first.review.fields.title.edit('Data Engine');
    first.review.fields.title.edit('Data Engineer II');
    first.review.notes.value = 'ask Mette';
    await settled();
    const again = await openPopup({ url: 'https://jobs.example/1?from=mail' });
    expect([again.review.fields.title.text.value, again.review.notes.value]).toEqual(['Data Engineer II', 'ask Mette']);
    const other = await openPopup({ capture: { ...CAPTURE, postingKey: 'example:2' } });
    expect(other.review.notes.value).toBe('');
  });

  it('is gone after saving, also where the last keystroke is still being written', async () => {
    const { popup, review } = await openPopup();
    review.notes.value = 'ask Mette';
    await popup.save();
    // At once: the popup may be closed as soon as it says so, and the browser may crash.
    expect((await openPopup()).review.notes.value).toBe('');
  });

  it('of a page that is no posting brings its form back', async () => {
    const nowhere = { capture: new PageClosed('no'), url: 'https://jobs.example/closed' };
    const first = await openPopup(nowhere);
    first.popup.fillByHand();
    first.review.fields.title.edit('By hand');
    await settled();
    const again = await openPopup(nowhere);
    expect([again.popup.screen.value.kind, again.review.fields.title.text.value]).toEqual(['form', 'By hand']);
  });

  it('that can not be kept disturbs nobody', async () => {
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    const { popup, review, reported } = await openPopup();
    review.notes.value = 'x';
    await settled();
    put.mockRestore();
    await popup.save();
    expect([popup.screen.value.kind, reported]).toEqual(['saved', []]);
  });
});
