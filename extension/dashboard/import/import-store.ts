import { computed, signal, type ReadonlySignal } from '@preact/signals';
import {
  IMPORT_LIMITS,
  type Import,
  type ImportAnswers,
  type ImportReply,
  type ImportReport,
  type ImportRow,
  type ImportUnderWay,
} from '../../../contract/index.ts';
import { ProblemError, SignedOut, TryLater } from '../../api/errors.ts';
import type { Owner } from '../../api/owner.ts';
import type { Services } from '../services.ts';

export interface ImportFile {
  name: string;
  content: Blob;
}

/** Why there is no answer: the file cannot be read (`code`, and the server's own sentence), or the server could not be asked. */
export type ImportFault =
  | { kind: 'refused'; code: string; sentence: string }
  | { kind: 'later'; reason: TryLater['reason'] | 'signed_out' }
  /** Whether it was imported is not known: all of it or nothing, the list of imports tells. */
  | { kind: 'unknown' };

/** What is under way; `slow` after a second: only then it is worth a bar. */
export interface ImportWork {
  doing: 'reading' | 'importing';
  slow: boolean;
  /** How far it is, as the server told last. */
  underWay: ImportUnderWay | null;
}

export interface ImportStore {
  file: ReadonlySignal<ImportFile | null>;
  work: ReadonlySignal<ImportWork | null>;
  fault: ReadonlySignal<ImportFault | null>;
  /** The dry run's; the rows in it are the first page only. */
  report: ReadonlySignal<ImportReport | null>;
  rows: ReadonlySignal<readonly ImportRow[]>;
  /** There are rows after the last of `rows`. */
  more: ReadonlySignal<boolean>;
  /** Only rows that need a look. */
  attention: ReadonlySignal<boolean>;
  answers: ReadonlySignal<ImportAnswers>;
  /** What was imported last in this page; `null` inside where no row was new. */
  done: ReadonlySignal<ImportReply | null>;
  /** Reads a file and makes a dry run of it; another one takes its place. */
  choose: (file: File) => Promise<void>;
  /** Another dry run, with these answers beside those given before. */
  answer: (answers: ImportAnswers) => Promise<void>;
  setAttention: (attention: boolean) => Promise<void>;
  readMore: () => Promise<void>;
  start: () => Promise<Import | null>;
  cancel: () => void;
  /** Back to choosing a file. */
  reset: () => void;
}

const SLOW_MS = 1_000;
/** Often enough for a bar that moves. */
const LOOK_EVERY_MS = 500;
const PAGE_ROWS = 1_000;
/** A slow line and 50,000 rows take their time, and this page is no worker that the browser ends. */
const TIMEOUT_MS = 300_000;
/** The server reads one file of a person at a time, and lets go of one that was given up a moment later. */
const TURNS = 3;

type Page = Pick<ImportReply['report'], 'rows' | 'after'>;

export function createImportStore(services: Services, owner: Owner): ImportStore {
  const file = signal<ImportFile | null>(null);
  const work = signal<ImportWork | null>(null);
  const fault = signal<ImportFault | null>(null);
  const report = signal<ImportReport | null>(null);
  const page = signal<Page>({ rows: [], after: null });
  const attention = signal(false);
  const answers = signal<ImportAnswers>({});
  const done = signal<ImportReply | null>(null);
  let running: AbortController | null = null;

  async function ask(sent: ImportFile, query: { dryRun: boolean; after?: number }, controller: AbortController): Promise<ImportReply> {
    const api = services.createApi(owner.server, { userId: owner.userId, timeoutMs: TIMEOUT_MS });
    for (let turn = 1; ; turn += 1) {
      try {
        return await api.call('importFile', {
          file: sent.content,
          headers: { 'x-import-answers': JSON.stringify(answers.value), 'x-file-name': sent.name.slice(0, 200) },
          query: {
            dryRun: query.dryRun ? 'true' : 'false',
            limit: String(PAGE_ROWS),
            ...(query.after === undefined ? {} : { after: String(query.after) }),
            ...(attention.value ? { attention: 'true' } : {}),
          },
          signal: controller.signal,
        });
      } catch (error) {
        const waits = error instanceof TryLater && error.reason === 'rate_limited' && turn < TURNS;
        if (!waits) throw error;
        await new Promise((resolve) => setTimeout(resolve, Math.min(error.retryAfterMs ?? 1_000, 5_000)));
        controller.signal.throwIfAborted();
      }
    }
  }

  /** One thing at a time; what was under way gives way. Resolves to `null` where it was given up or failed, which `fault` then tells. */
  async function run<Result>(doing: ImportWork['doing'], task: (controller: AbortController) => Promise<Result>): Promise<Result | null> {
    running?.abort();
    const controller = new AbortController();
    running = controller;
    work.value = { doing, slow: false, underWay: null };
    fault.value = null;
    const slow = setTimeout(() => {
      if (running !== controller) return;
      work.value = { doing, slow: true, underWay: null };
      if (doing === 'importing') void watch(controller);
    }, SLOW_MS);
    try {
      const result = await task(controller);
      return running === controller ? result : null;
    } catch (error) {
      const found = faultOf(error, doing, controller.signal.aborted);
      if (running === controller) fault.value = found;
      return null;
    } finally {
      clearTimeout(slow);
      if (running === controller) {
        running = null;
        work.value = null;
      }
    }
  }

  /** Asks how far it is, for as long as it runs. */
  async function watch(controller: AbortController): Promise<void> {
    const api = services.createApi(owner.server, { userId: owner.userId });
    for (;;) {
      try {
        const { underWay } = await api.call('listImports', { signal: controller.signal });
        if (running !== controller) return;
        work.value = { doing: 'importing', slow: true, underWay };
      } catch (error) {
        // The import itself has the word on what went wrong.
        if (controller.signal.aborted) return;
        if (!(error instanceof TryLater || error instanceof ProblemError || error instanceof SignedOut)) throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
      if (running !== controller) return;
    }
  }

  async function read(): Promise<void> {
    const sent = file.value;
    if (!sent) return;
    const reply = await run('reading', (controller) => ask(sent, { dryRun: true }, controller));
    if (reply === null) return;
    report.value = reply.report;
    page.value = reply.report;
  }

  function reset(): void {
    running?.abort();
    running = null;
    work.value = null;
    file.value = null;
    fault.value = null;
    report.value = null;
    page.value = { rows: [], after: null };
    attention.value = false;
    answers.value = {};
    done.value = null;
  }

  return {
    file,
    work,
    fault,
    report,
    rows: computed(() => page.value.rows),
    more: computed(() => page.value.after !== null),
    attention,
    answers,
    done,
    async choose(chosen) {
      reset();
      if (chosen.size > IMPORT_LIMITS.bytes) {
        fault.value = { kind: 'refused', code: 'too_large', sentence: '' };
        return;
      }
      // A copy: what is shown is what will be imported, even where the file is changed on the disk meanwhile.
      const content = await chosen.arrayBuffer().catch(() => null);
      if (content === null) {
        fault.value = { kind: 'refused', code: 'unreadable', sentence: '' };
        return;
      }
      file.value = { name: chosen.name, content: new Blob([content]) };
      await read();
    },
    async answer(given) {
      const before = answers.value;
      answers.value = {
        ...before,
        ...given,
        dateOrder: { ...before.dateOrder, ...given.dateOrder },
        stageWords: { ...before.stageWords, ...given.stageWords },
        columns: { ...before.columns, ...given.columns },
      };
      await read();
    },
    async setAttention(wanted) {
      attention.value = wanted;
      await read();
    },
    async readMore() {
      const sent = file.value;
      const { rows, after } = page.value;
      if (!sent || after === null || running !== null) return;
      const reply = await run('reading', (controller) => ask(sent, { dryRun: true, after }, controller));
      if (reply) page.value = { rows: [...rows, ...reply.report.rows], after: reply.report.after };
    },
    async start() {
      const sent = file.value;
      if (!sent) return null;
      const reply = await run('importing', (controller) => ask(sent, { dryRun: false }, controller));
      if (reply) done.value = reply;
      return reply?.import ?? null;
    },
    cancel() {
      const doing = work.value?.doing;
      if (doing === 'importing') running?.abort();
      else reset();
    },
    reset,
  };
}

function faultOf(error: unknown, doing: ImportWork['doing'], givenUp: boolean): ImportFault | null {
  if (givenUp) return doing === 'importing' ? { kind: 'unknown' } : null;
  if (error instanceof TryLater) {
    // The file may have arrived, and only the answer got lost.
    if (doing === 'importing' && (error.reason === 'offline' || error.reason === 'timeout' || error.reason === 'strange_reply'))
      return { kind: 'unknown' };
    return { kind: 'later', reason: error.reason };
  }
  if (error instanceof SignedOut) return { kind: 'later', reason: 'signed_out' };
  if (!(error instanceof ProblemError)) throw error;
  const { refusal, code, errors, detail, title } = error.problem;
  const proxy = code === 'too_large' ? 'too_large' : code;
  return { kind: 'refused', code: refusal ?? proxy, sentence: detail ?? errors?.[0]?.message ?? title };
}
