import type { ReadonlySignal, Signal } from '@preact/signals';
import type { Api } from '../api/client.ts';
import type { Owner } from '../api/owner.ts';
import type { Edits } from '../edits/edits.ts';
import type { Drafts } from '../drafts/drafts.ts';
import type { SessionStore } from '../api/session-store.ts';
import type { Library } from '../library/library.ts';
import type { AnswerOf, AskOf, News } from '../messages/messages.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Theme } from '../ui/theme.ts';

/** All that the dashboard needs from the place it runs in: the extension, or a web page of the server. */
export interface Services {
  session: SessionStore;
  outbox: Outbox;
  /** What was changed here and no server has yet. */
  edits: Edits;
  drafts: Pick<Drafts, 'clear'>;
  openLibrary: (owner: Owner) => Library;
  /**
   * A client of one server; bound to a user where one is given. `onBytes` hears how much of a streamed reply has come, in bytes; `timeoutMs`
   * is for what takes longer than a worker may wait.
   */
  createApi: (server: string, options?: { userId?: string; onBytes?: (received: number) => void; timeoutMs?: number }) => Api;
  /** The one server that a web page belongs to; null in the extension, where the person chooses. */
  home: string | null;
  /** Where signing in is to leave the refresh token. */
  keep: 'body' | 'cookie';
  fetch: typeof globalThis.fetch;
  /** Sends what waits in the outbox, wherever that is done. */
  flush: (ask: AskOf<'flush'>) => Promise<AnswerOf<'flush'>>;
  /** Brings the library up to date, wherever that is done. */
  sync: () => Promise<AnswerOf<'sync'>>;
  announce: (news: News) => void;
  /** Calls back when another page or the background changed something. */
  onNews: (listener: (news: News) => void) => () => void;
  /** Asks for leave to talk to a server; must be called in a click, before anything is awaited. */
  requestHost: (hostPattern: string) => Promise<boolean>;
  /** Whether that leave was given. */
  hasHost: (hostPattern: string) => Promise<boolean>;
  saveFile: (content: Blob, name: string) => void;
  /** Small things that outlive the page and belong to this device. */
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;
  theme: Signal<Theme>;
  online: ReadonlySignal<boolean>;
  /** Names this device in the account's list of sessions: "Chrome on Linux". */
  device: string;
  /** Milliseconds since the epoch. */
  now: () => number;
}
