import * as v from 'valibot';

const Stopped = v.nullable(
  v.picklist(['offline', 'timeout', 'rate_limited', 'unavailable', 'server', 'strange_reply', 'signed_out', 'not_connected']),
);
export type Stopped = v.InferOutput<typeof Stopped>;

/**
 * Everything that the extension's own pages may ask the background, with what it answers. Content scripts may ask nothing: what they
 * read is handed back by the call that injected them.
 */
export const ASKS = {
  /** Send what waits; `now` also where it rests because sending failed. */
  flush: {
    ask: v.strictObject({ hurry: v.picklist(['no', 'rested', 'now']) }),
    reply: v.strictObject({ sent: v.number(), parked: v.number(), stopped: Stopped }),
  },
  /** Fetch what changed on the server. */
  sync: {
    ask: v.strictObject({}),
    reply: v.strictObject({ received: v.number(), stopped: Stopped }),
  },
} as const;
export type AskName = keyof typeof ASKS;
export type AskOf<N extends AskName> = v.InferOutput<(typeof ASKS)[N]['ask']>;
export type AnswerOf<N extends AskName> = v.InferOutput<(typeof ASKS)[N]['reply']>;
export type Answers = { [N in AskName]: (ask: AskOf<N>) => Promise<AnswerOf<N>> };

/** What every page of the extension is told, so that what it shows is so: read again from the outbox, the library, the session. */
export const NEWS = ['outboxChanged', 'editsChanged', 'libraryChanged', 'sessionChanged'] as const;
export type News = (typeof NEWS)[number];

const ASK_NAMES = Object.keys(ASKS) as [AskName, ...AskName[]];
const Envelope = v.union([v.strictObject({ ask: v.picklist(ASK_NAMES), body: v.unknown() }), v.strictObject({ news: v.picklist(NEWS) })]);
const Answer = v.union([v.strictObject({ answer: v.unknown() }), v.strictObject({ failed: v.string() })]);

/** Who sent a message, as the browser says. */
export interface Sender {
  id?: string | undefined;
  url?: string | undefined;
}

/** The part of `browser.runtime` that is used. */
export interface Runtime {
  id: string;
  getURL(path: string): string;
  sendMessage(message: unknown): Promise<unknown>;
  onMessage: {
    addListener(listener: (message: unknown, sender: Sender) => Promise<unknown> | undefined): void;
    removeListener(listener: (message: unknown, sender: Sender) => Promise<unknown> | undefined): void;
  };
}

/** True for this extension's own pages and worker; a content script carries the address of the page it was put into. */
export function isOwnPage(runtime: Pick<Runtime, 'id' | 'getURL'>, sender: Sender): boolean {
  return sender.id === runtime.id && sender.url !== undefined && sender.url.startsWith(runtime.getURL('/'));
}

export interface Messages {
  /** Rejects where nobody answers or the answer failed. */
  ask<N extends AskName>(name: N, body: AskOf<N>): Promise<AnswerOf<N>>;
  /** Only the background answers. Registers its listener at once, as a service worker must. */
  answer(answers: Answers): void;
  /** Tells every other context; nobody listening is no error. */
  announce(news: News): void;
  /** Calls back on news from other contexts, until the returned function is called. */
  onNews(listener: (news: News) => void): () => void;
}

export function createMessages(runtime: Runtime): Messages {
  async function answerOne<N extends AskName>(name: N, body: unknown, answers: Answers): Promise<v.InferInput<typeof Answer>> {
    const asked = v.safeParse(ASKS[name].ask, body);
    if (!asked.success) return { failed: `the body of "${name}" is not valid` };
    try {
      return { answer: await answers[name](asked.output as AskOf<N>) };
    } catch (error) {
      return { failed: error instanceof Error ? error.message : String(error) };
    }
  }

  return {
    async ask(name, body) {
      const answer = v.parse(Answer, await runtime.sendMessage({ ask: name, body }));
      if ('failed' in answer) throw new Error(answer.failed);
      return v.parse(ASKS[name].reply, answer.answer) as AnswerOf<typeof name>;
    },
    answer(answers) {
      runtime.onMessage.addListener((message, sender) => {
        const envelope = v.safeParse(Envelope, message);
        if (!envelope.success || !('ask' in envelope.output) || !isOwnPage(runtime, sender)) return undefined;
        return answerOne(envelope.output.ask, envelope.output.body, answers);
      });
    },
    announce(news) {
      runtime.sendMessage({ news }).catch(() => {
        // No other context is open.
      });
    },
    onNews(listener) {
      const onMessage = (message: unknown, sender: Sender): undefined => {
        const envelope = v.safeParse(Envelope, message);
        if (envelope.success && 'news' in envelope.output && isOwnPage(runtime, sender)) listener(envelope.output.news);
      };
      runtime.onMessage.addListener(onMessage);
      return () => runtime.onMessage.removeListener(onMessage);
    },
  };
}
