import { connect, type Socket } from 'node:net';

/**
 * Firefox's own remote protocol: frames `LENGTH:JSON` over TCP, `[0, id, command, parameters]` there and `[1, id, error, result]` back.
 * https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html
 */
export interface Marionette {
  send<T = unknown>(command: string, parameters?: object): Promise<T>;
  /** Runs the body of an async function in Firefox's own window, where all of Firefox can be reached, once the context is "chrome". */
  run<T>(body: string, ...values: unknown[]): Promise<T>;
}

interface Pending {
  resolve(result: never): void;
  reject(error: Error): void;
}

/** Cuts frames out of what arrives: lengths are in bytes, so it works on bytes. */
function createFrameReader(onFrame: (frame: unknown) => void): (bytes: Buffer) => void {
  let left = Buffer.alloc(0);
  return (bytes) => {
    left = Buffer.concat([left, bytes]);
    for (;;) {
      const colon = left.indexOf(':');
      const end = colon + 1 + Number(left.subarray(0, Math.max(colon, 0)).toString());
      if (colon < 0 || left.length < end) return;
      const frame = left.subarray(colon + 1, end).toString();
      left = left.subarray(end);
      onFrame(JSON.parse(frame));
    }
  };
}

function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(socket)).once('error', reject);
  });
}

/** Rejects while nobody listens at the port yet. */
export async function connectMarionette(port: number): Promise<Marionette> {
  const socket = await open(port);
  const pending = new Map<number, Pending>();
  let lastId = 0;
  let greeted = () => {};
  const greeting = new Promise<void>((resolve) => (greeted = resolve));
  socket.on(
    'data',
    createFrameReader((frame) => {
      if (!Array.isArray(frame)) return greeted();
      const [, id, error, result] = frame as [number, number, { error: string; message: string } | null, never];
      const asked = pending.get(id);
      pending.delete(id);
      if (error === null) asked?.resolve(result);
      else asked?.reject(new Error(`${error.error}: ${error.message}`));
    }),
  );
  socket
    .on('error', () => undefined)
    .once('close', () => {
      for (const { reject } of pending.values()) reject(new Error('Firefox has ended'));
      pending.clear();
    });
  await greeting;

  function send<T>(command: string, parameters: object = {}): Promise<T> {
    lastId += 1;
    const id = lastId;
    const frame = JSON.stringify([0, id, command, parameters]);
    return new Promise((resolve, reject) => {
      if (socket.destroyed) return reject(new Error('Firefox has ended'));
      pending.set(id, { resolve, reject });
      socket.write(`${Buffer.byteLength(frame)}:${frame}`);
    });
  }
  return {
    send,
    async run<T>(body: string, ...args: unknown[]) {
      const script = `return (async () => { ${body} })();`;
      return (await send<{ value: T }>('WebDriver:ExecuteScript', { script, args })).value;
    },
  };
}
