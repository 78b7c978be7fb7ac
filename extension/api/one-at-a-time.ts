const running = new Map<string, Promise<unknown>>();

/**
 * Runs `job` while nobody else of this origin runs one under the same name: popup, options page and service worker share Web Locks.
 * Where those are missing (a page over plain http, a test) the order holds within this context only.
 */
export async function oneAtATime<T>(name: string, job: () => Promise<T>): Promise<T> {
  if (typeof navigator !== 'undefined' && 'locks' in navigator) return await navigator.locks.request(name, job);
  const turn = (running.get(name) ?? Promise.resolve()).then(job, job);
  const settled = turn.then(
    () => undefined,
    () => undefined,
  );
  running.set(name, settled);
  return await turn;
}
