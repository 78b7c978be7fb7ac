import { setImmediate } from 'node:timers/promises';

/** Long work that lets others in: awaits the next turn of the event loop whenever `sliceMs` have gone by since the last one. */
export function createPace(sliceMs = 10): () => Promise<void> | undefined {
  let since = performance.now();
  const letOthersIn = async (): Promise<void> => {
    await setImmediate();
    since = performance.now();
  };
  // No promise where nobody has to wait: most calls, and there are millions of them.
  return () => (performance.now() - since < sliceMs ? undefined : letOthersIn());
}
