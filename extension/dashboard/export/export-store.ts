import { signal, type ReadonlySignal } from '@preact/signals';
import { CSV_COLUMNS, type CsvColumn } from '../../../contract/index.ts';
import type { Api } from '../../api/client.ts';
import { ProblemError, SignedOut, TryLater } from '../../api/errors.ts';
import type { Owner } from '../../api/owner.ts';
import { dayOf } from '../../texts/format.ts';
import type { Services } from '../services.ts';
import { keepRows } from './keep-rows.ts';

/** What is to be in the file. JSON is always everything, for only that can be imported without a loss. */
export type ExportAsk =
  | {
      format: 'csv';
      columns: readonly CsvColumn[];
      /** Of these applications; `null`: of all. Chosen here and not by the server, whose search finds other words than the list's. */
      only: ReadonlySet<string> | null;
    }
  | { format: 'json' };

export type ExportState =
  | { step: 'idle' }
  /** `slow` after a second: only then it is worth a bar. */
  | { step: 'running'; bytes: number; slow: boolean }
  | { step: 'failed'; reason: TryLater['reason'] | 'signed_out' | 'refused' };

export interface ExportStore {
  state: ReadonlySignal<ExportState>;
  /** Resolves to the bytes of the saved file, or null where it failed or was cancelled: a part is never offered as the whole. */
  start: (ask?: ExportAsk) => Promise<number | null>;
  cancel: () => void;
  dismiss: () => void;
}

const SLOW_MS = 1_000;
/** Repainting with every piece of a stream would cost more than receiving it. */
const REPAINT_MS = 100;

/** Brings applications as a file: CSV for spreadsheets, JSON to be imported again. */
export function createExportStore(services: Services, owner: Owner): ExportStore {
  const state = signal<ExportState>({ step: 'idle' });
  let running: AbortController | null = null;

  async function start(ask: ExportAsk = { format: 'csv', columns: CSV_COLUMNS, only: null }): Promise<number | null> {
    if (running) return null;
    const controller = new AbortController();
    running = controller;
    state.value = { step: 'running', bytes: 0, slow: false };
    const slow = setTimeout(() => {
      if (state.value.step === 'running') state.value = { ...state.value, slow: true };
    }, SLOW_MS);
    let paintedAt = 0;
    const onBytes = (bytes: number) => {
      const now = services.now();
      if (state.value.step !== 'running' || now - paintedAt < REPAINT_MS) return;
      paintedAt = now;
      state.value = { ...state.value, bytes };
    };
    try {
      const api = services.createApi(owner.server, { userId: owner.userId, onBytes });
      const { signal } = controller;
      const content = ask.format === 'json' ? await api.call('exportJson', { signal }) : await csvOf(api, ask, signal);
      signal.throwIfAborted();
      services.saveFile(content, `jackdaw-${dayOf(services.now())}.${ask.format}`);
      state.value = { step: 'idle' };
      return content.size;
    } catch (error) {
      state.value = controller.signal.aborted ? { step: 'idle' } : { step: 'failed', reason: reasonOf(error) };
      return null;
    } finally {
      clearTimeout(slow);
      running = null;
    }
  }

  return {
    state,
    start,
    cancel: () => running?.abort(),
    dismiss: () => {
      if (state.value.step === 'failed') state.value = { step: 'idle' };
    },
  };
}

async function csvOf(api: Api, { columns, only }: Extract<ExportAsk, { format: 'csv' }>, signal: AbortSignal): Promise<Blob> {
  // In the contract's order, in which the id comes first.
  const asked = CSV_COLUMNS.filter((column) => columns.includes(column) || (only !== null && column === 'id'));
  const file = await api.call('exportCsv', { query: asked.length < CSV_COLUMNS.length ? { columns: asked.join(',') } : {}, signal });
  return only === null ? file : await keepRows(file, only, columns.includes('id'));
}

function reasonOf(error: unknown): TryLater['reason'] | 'signed_out' | 'refused' {
  if (error instanceof TryLater) return error.reason;
  if (error instanceof SignedOut) return 'signed_out';
  if (error instanceof ProblemError) return 'refused';
  throw error;
}
