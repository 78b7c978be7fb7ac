import { batch, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { STAGES } from '../../contract/application.ts';
import type { Account, SessionStore } from '../api/session-store.ts';
import type { Owner } from '../api/owner.ts';
import type { Capture } from '../capture/capture.ts';
import type { TabMark } from '../badge/mark-tab.ts';
import type { Drafts } from '../drafts/drafts.ts';
import { type Existing, findExisting } from '../library/find-existing.ts';
import type { ApplicationRow, Library } from '../library/library.ts';
import type { Messages } from '../messages/messages.ts';
import type { Outbox, OutboxCount, OutboxEntry } from '../outbox/outbox.ts';
import type { parseTyped } from './parse-typed.ts';
import { asideOf, type Aside } from '../page-reader/aside-of.ts';
import { PageClosed } from '../page-reader/page-closed.ts';
import type { Recapture, RecaptureOptions } from './recapture.ts';
import { createReview, type FormErrors, type Review } from './review.ts';

/** What the popup shows. `aside`: the page is not one posting, and says what it seems to be; the form is one click away. */
export type Screen =
  | { kind: 'reading' }
  | { kind: 'form' }
  | { kind: 'aside'; page: Aside }
  | { kind: 'saved'; entry: OutboxEntry }
  | { kind: 'updated'; existing: Existing };

export interface Connection {
  account: Account | null;
  count: OutboxCount;
}

export interface PopupServices {
  /** The tab the click was made on; `null` where there is none. */
  currentTab(): Promise<{ id: number; url: string } | null>;
  /** Reads the page; rejects with `PageClosed` where the browser doesn't let us. */
  readPage(tabId: number): Promise<Capture>;
  /** What reads typed amounts and dates. */
  loadParser(): Promise<typeof parseTyped>;
  /** What compares a posting with the application that is there; most postings have none. */
  loadRecapture(options: Omit<RecaptureOptions, 'edits'>): Promise<Recapture>;
  /** A bug, or a page gone in the middle: told to the browser's list of errors. */
  report(error: unknown): void;
  session: Pick<SessionStore, 'account'>;
  outbox: Outbox;
  openLibrary(owner: Owner): Pick<Library, 'byPostingKey' | 'byCompany' | 'get' | 'tags'>;
  drafts: Drafts;
  /** The mark on the toolbar button of one tab: what is saved of the posting in it, or what its page was read as. */
  markTab(tabId: number, mark: TabMark): Promise<void>;
  messages: Pick<Messages, 'ask' | 'announce' | 'onNews'>;
  /** The reader's calendar day, `YYYY-MM-DD`. */
  today(): string;
  now(): number;
}

/** The popup's state and what can be done in it; knows no DOM. */
export interface Popup {
  readonly screen: ReadonlySignal<Screen>;
  readonly review: ReadonlySignal<Review | null>;
  readonly connection: ReadonlySignal<Connection | null>;
  readonly existing: ReadonlySignal<Existing | null>;
  /** What the page says now of a posting that is there already; `null` where it waits to be sent, or there is none. */
  readonly recapture: ReadonlySignal<Recapture | null>;
  /** Every tag of this owner's, for completion. */
  readonly tags: ReadonlySignal<readonly string[]>;
  /** Other applications at the same company, newest first. */
  readonly history: ReadonlySignal<readonly ApplicationRow[]>;
  /** The person fills in what no page says, and may correct the address too. */
  readonly byHand: ReadonlySignal<boolean>;
  /** The page is so large, or so slow, that only a part of it was read. */
  readonly inPart: ReadonlySignal<boolean>;
  readonly errors: Signal<FormErrors>;
  /** The browser could not write it: nothing was saved. `full` where the disk or the quota is. */
  readonly failure: ReadonlySignal<'full' | 'refused' | null>;
  readonly busy: ReadonlySignal<boolean>;
  /** Resolves when the page was read and what was known of it shown. */
  start(): Promise<void>;
  fillByHand(): void;
  /** Saves on this device and resolves when that is certain; the network is nobody's concern here. */
  save(): Promise<void>;
  /** Takes over into the application that is there what its page says now. */
  update(): Promise<void>;
  /** Takes back what was just saved, from this form or without it. */
  undo(): Promise<void>;
}

const failureOf = (error: unknown) => (error instanceof DOMException && error.name === 'QuotaExceededError' ? 'full' : 'refused');

export function createPopup(services: PopupServices): Popup {
  const { outbox, session, drafts, messages } = services;
  const screen = signal<Screen>({ kind: 'reading' });
  const review = signal<Review | null>(null);
  const connection = signal<Connection | null>(null);
  const existing = signal<Existing | null>(null);
  const recapture = signal<Recapture | null>(null);
  const tags = signal<readonly string[]>([]);
  const history = signal<readonly ApplicationRow[]>([]);
  const errors = signal<FormErrors>({});
  const failure = signal<'full' | 'refused' | null>(null);
  const busy = signal(false);
  const byHand = signal(false);
  const inPart = signal(false);
  const parser = signal<typeof parseTyped | null>(null);
  let parserLoaded = Promise.resolve();
  /** Where the draft is kept; `null` while nothing may be written: before the old one was read, and after it was saved. */
  const draftKey = signal<string | null>(null);
  /** Resolves when the last of the draft's writes is over. */
  let draftWriting = Promise.resolve();
  /** The read-ahead for whose page? A slower answer to an older question is dropped. */
  let asked = 0;
  let tabId: number | null = null;

  async function ownerNow(): Promise<Owner | null> {
    const account = await session.account();
    return account && { server: account.server, userId: account.user.id };
  }

  async function refreshConnection(): Promise<void> {
    const account = await session.account();
    const owner = account && { server: account.server, userId: account.user.id };
    connection.value = { account, count: await outbox.count(owner) };
  }

  /** The mark on the toolbar button of the page's tab. */
  async function mark(saved: TabMark['saved']): Promise<void> {
    const capture = review.value?.capture.value ?? null;
    // A page of several postings stays the same page, as far as the browser tells, while the next one is looked at.
    if (tabId === null || capture?.verdict.kind === 'split_view') return;
    await services.markTab(tabId, { saved, capture }).catch(() => undefined);
  }

  async function findHistory(company: string, postingKey: string | null): Promise<void> {
    const question = ++asked;
    const owner = company.trim() === '' ? null : await ownerNow();
    const rows = owner ? await services.openLibrary(owner).byCompany(company) : [];
    if (question === asked) history.value = rows.filter((row) => row.postingKey === null || row.postingKey !== postingKey);
  }

  /** Keeps what the person does from now on, one write at a time, the newest always last; gone once `draftKey` is `null`. */
  function keepDrafts(current: Review): void {
    let keptUnder: string | null = null;
    effect(() => {
      const drafted = current.drafted.value;
      const key = drafted === null ? null : draftKey.value;
      const old = keptUnder;
      keptUnder = key;
      const write = async () => {
        if (old !== null && old !== key) await drafts.remove(old);
        if (key !== null && drafted !== null) await drafts.put({ key, keptAt: services.now(), ...drafted });
      };
      // The draft is a second net. Where it can't be written the form still holds everything, and saving tells.
      draftWriting = draftWriting.then(write).catch(() => undefined);
    });
  }

  /** Before it is said to be saved: a draft that outlives its save, as when the popup is closed at once, would be there to be saved again. */
  async function dropDraft(): Promise<void> {
    draftKey.value = null;
    await draftWriting;
  }

  async function bringBack(current: Review, keeping: ReturnType<Drafts['get']>): Promise<boolean> {
    const kept = await keeping.catch(() => undefined);
    if (kept) current.restore(kept);
    return kept !== undefined;
  }

  async function readOrSay(tab: { id: number } | null): Promise<Capture | Aside> {
    if (tab === null) return 'closed';
    try {
      return await services.readPage(tab.id);
    } catch (error) {
      if (error instanceof PageClosed) return 'closed';
      services.report(error);
      return 'failed';
    }
  }

  async function start(): Promise<void> {
    // The page first: reading it takes the longest, and everything else here is done meanwhile.
    const looking = services.currentTab();
    const reading = looking.then(readOrSay);
    const keeping = looking.then((tab) => drafts.get(tab?.url ?? '')).catch(() => undefined);
    // The form does not wait for it, and a broken session must not keep it from opening.
    const connecting = refreshConnection().catch(() => undefined);
    const [tab, lastStage] = await Promise.all([looking, drafts.lastStage().catch(() => null)]);
    const pageUrl = tab?.url ?? '';
    tabId = tab?.id ?? null;
    const stage = STAGES.find((known) => known === lastStage) ?? 'saved';
    const current = createReview({ url: pageUrl, today: services.today(), stage, parser });
    review.value = current;
    messages.onNews(() => void refreshConnection());
    const [hadDraft, said] = await Promise.all([bringBack(current, keeping), reading]);
    const read = typeof said === 'string' ? null : said;
    const key = read?.postingKey ?? pageUrl;
    const hadKeyed = key !== pageUrl && (await bringBack(current, drafts.get(key)));
    const aside = typeof said === 'string' ? said : asideOf(said.verdict, said.incomplete);
    batch(() => {
      // What was read from a page of many postings belongs to none of them.
      const ofNone = aside === 'list' || aside === 'not_a_job' || aside === 'not_loaded';
      if (read) current.read(ofNone ? { ...read, draft: {}, postingKey: null } : read);
      // What the person began to fill in here outweighs what the page seems to be.
      screen.value = aside === null || hadDraft || hadKeyed ? { kind: 'form' } : { kind: 'aside', page: aside };
      byHand.value = read === null;
      inPart.value = read?.incomplete ?? false;
      draftKey.value = key === '' ? null : key;
    });
    // What is typed is read soon after, and what fills the form comes first.
    parserLoaded = services.loadParser().then((loaded) => void (parser.value = loaded));
    if (hadDraft && key !== pageUrl) await drafts.remove(pageUrl).catch(() => undefined);
    keepDrafts(current);
    effect(() => void findHistory(current.fields.company.text.value, read?.postingKey ?? null).catch(() => undefined));
    const owner = await ownerNow();
    const { title, company } = current.fields;
    const told = {
      postingKey: read?.postingKey ?? null,
      url: current.url.value,
      title: title.value.value ?? '',
      company: company.value.value ?? '',
    };
    const found = read && (await findExisting(told, owner, outbox, owner && services.openLibrary(owner)));
    if (read) await mark(found);
    if (found?.row && owner) {
      const again = await services.loadRecapture({ review: current, owner, library: services.openLibrary(owner) });
      await again.load(found.id);
      recapture.value = again;
    }
    existing.value = found;
    if (owner) tags.value = await services.openLibrary(owner).tags();
    await connecting;
  }

  async function save(): Promise<void> {
    const current = review.value;
    if (!current || busy.value || screen.value.kind !== 'form') return;
    busy.value = true;
    failure.value = null;
    try {
      await parserLoaded;
      const built = current.build();
      errors.value = 'errors' in built ? built.errors : {};
      if ('errors' in built) return;
      const entry = await outbox.add(await ownerNow(), built.body);
      await dropDraft();
      screen.value = { kind: 'saved', entry };
      void mark({ stage: current.stage.value, savedAt: entry.savedAt, appliedOn: entry.body.appliedOn ?? null });
      messages.announce('outboxChanged');
      // Not awaited: what is saved here is saved. A worker that can't be woken now has its alarm.
      messages.ask('flush', { hurry: 'rested' }).catch(() => undefined);
      await drafts.setLastStage(current.stage.value).catch(() => undefined);
      await refreshConnection().catch(() => undefined);
    } catch (error) {
      failure.value = failureOf(error);
    } finally {
      busy.value = false;
    }
  }

  async function update(): Promise<void> {
    const known = existing.value;
    if (busy.value || known === null) return;
    busy.value = true;
    failure.value = null;
    try {
      if (!(await recapture.value?.update())) return;
      await dropDraft();
      screen.value = { kind: 'updated', existing: known };
      messages.announce('editsChanged');
      messages.ask('flush', { hurry: 'rested' }).catch(() => undefined);
    } catch (error) {
      failure.value = failureOf(error);
    } finally {
      busy.value = false;
    }
  }

  async function undo(): Promise<void> {
    const shown = screen.value;
    const taken = shown.kind === 'saved' ? shown.entry : existing.value?.taken;
    if (!taken || busy.value) return;
    busy.value = true;
    try {
      await outbox.withdraw(taken);
      batch(() => {
        screen.value = { kind: 'form' };
        existing.value = null;
        draftKey.value = taken.body.postingKey ?? review.value?.url.value ?? null;
      });
      void mark(null);
      messages.announce('outboxChanged');
      messages.ask('flush', { hurry: 'rested' }).catch(() => undefined);
      await refreshConnection().catch(() => undefined);
    } finally {
      busy.value = false;
    }
  }

  return {
    screen,
    review,
    connection,
    existing,
    recapture,
    tags,
    history,
    byHand,
    inPart,
    errors,
    failure,
    busy,
    start,
    fillByHand() {
      byHand.value = true;
      screen.value = { kind: 'form' };
    },
    save,
    update,
    undo,
  };
}
