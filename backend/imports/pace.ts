import { setImmediate } from 'node:timers/promises';

/** Long work that lets others in: awaits the next turn of the event loop whenever `sliceMs` have gone by since the last one. */
export function createPace(sliceMs = 15): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < sliceMs) return;
    await setImmediate();
    since = performance.now();
  };
}
