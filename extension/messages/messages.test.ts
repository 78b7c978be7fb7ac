import { describe, expect, it, vi } from 'vitest';
import { createMessages, type Runtime, type Sender } from './messages.ts';

const ID = 'abcdefghijklmnop';
const OWN = `chrome-extension://${ID}`;
const REPORT = { sent: 1, parked: 0, stopped: null };

type Listener = Parameters<Runtime['onMessage']['addListener']>[0];

/** The runtime of one context, and a way to let anybody send it something. */
function buildRuntime() {
  const listeners = new Set<Listener>();
  const runtime: Runtime = {
    id: ID,
    getURL: (path) => `${OWN}${path}`,
    sendMessage: async (message) => await deliver(message, { id: ID, url: `${OWN}/extension/popup/index.html` }),
    onMessage: { addListener: (listener) => void listeners.add(listener), removeListener: (listener) => void listeners.delete(listener) },
  };
  const deliver = async (message: unknown, sender: Sender): Promise<unknown> => {
    for (const listener of listeners) {
      const answer = listener(message, sender);
      if (answer !== undefined) return await answer;
    }
    return undefined;
  };
  return { runtime, deliver };
}

const OURS: [string, Sender][] = [
  ['the popup', { id: ID, url: `${OWN}/extension/popup/index.html` }],
  ['the dashboard', { id: ID, url: `${OWN}/extension/dashboard/index.html#/settings` }],
  ['the worker', { id: ID, url: `${OWN}/service-worker-loader.js` }],
];
const OTHERS: [string, Sender][] = [
  ['a content script', { id: ID, url: 'https://jobs.example/1' }],
  ['a content script that says nothing of itself', { id: ID }],
  ['a page', { url: 'https://jobs.example/1' }],
  ['a page named like us', { id: ID, url: `https://${ID}.example/${OWN}/` }],
  ['another extension', { id: 'ponmlkjihgfedcba', url: 'chrome-extension://ponmlkjihgfedcba/index.html' }],
  ['another extension with our address', { id: 'ponmlkjihgfedcba', url: `${OWN}/index.html` }],
  ['an extension whose id begins like ours', { id: ID, url: `chrome-extension://${ID}x/index.html` }],
];

/** What became of every kind of message from this sender. */
async function sendAll(sender: Sender) {
  const { runtime, deliver } = buildRuntime();
  const messages = createMessages(runtime);
  const answers = { flush: vi.fn(async () => REPORT), sync: vi.fn(async () => ({ received: 0, stopped: null })) };
  const listener = vi.fn();
  messages.answer(answers);
  messages.onNews(listener);
  const flushed = await deliver({ ask: 'flush', body: { hurry: 'now' } }, sender);
  const synced = await deliver({ ask: 'sync', body: {} }, sender);
  await deliver({ news: 'sessionChanged' }, sender);
  return { replies: [flushed, synced], calls: [answers.flush, answers.sync, listener].map(({ mock }) => mock.calls.length) };
}

describe('who may ask', () => {
  it.each(OURS)('%s is answered and heard', async (_name, sender) => {
    expect(await sendAll(sender)).toEqual({ replies: [{ answer: REPORT }, { answer: { received: 0, stopped: null } }], calls: [1, 1, 1] });
  });

  it.each(OTHERS)('%s is neither answered nor heard', async (_name, sender) => {
    expect(await sendAll(sender)).toEqual({ replies: [undefined, undefined], calls: [0, 0, 0] });
  });
});

describe('a message', () => {
  const own: Sender = { id: ID, url: `${OWN}/extension/popup/index.html` };

  it.each([null, 'flush', {}, { ask: 'readTokens', body: {} }, { ask: 'flush' }, { ask: 'flush', body: {}, extra: 1 }, { news: 'other' }])(
    'of another shape reaches nobody: %j',
    async (message) => {
      const { runtime, deliver } = buildRuntime();
      const flush = vi.fn(async () => REPORT);
      const messages = createMessages(runtime);
      messages.answer({ flush, sync: async () => ({ received: 0, stopped: null }) });
      messages.onNews(() => expect.unreachable());
      await deliver(message, own);
      expect(flush).not.toHaveBeenCalled();
    },
  );

  it('with a body that is not valid is refused in words', async () => {
    const { runtime } = buildRuntime();
    const messages = createMessages(runtime);
    messages.answer({ flush: async () => REPORT, sync: async () => ({ received: 0, stopped: null }) });
    await expect(messages.ask('flush', { hurry: 'very' as never })).rejects.toThrow('"flush" is not valid');
  });

  it('comes back with its answer, or with what went wrong', async () => {
    const { runtime } = buildRuntime();
    const messages = createMessages(runtime);
    messages.answer({ flush: async () => REPORT, sync: async () => Promise.reject(new Error('no disk')) });
    expect(await messages.ask('flush', { hurry: 'no' })).toEqual(REPORT);
    await expect(messages.ask('sync', {})).rejects.toThrow('no disk');
  });

  it('is heard no more after its listener went away', async () => {
    const { runtime, deliver } = buildRuntime();
    const listener = vi.fn();
    createMessages(runtime).onNews(listener)();
    await deliver({ news: 'outboxChanged' }, own);
    expect(listener).not.toHaveBeenCalled();
  });
});
