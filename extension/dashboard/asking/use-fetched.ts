import { useEffect, useState } from 'preact/hooks';
import { ProblemError, SignedOut, TryLater } from '../../api/errors.ts';

export type Fetched<Value> = { step: 'loading' } | { step: 'failed' } | { step: 'here'; value: Value };

/** Something of the server that is asked for when it is looked at, again when `needs` change or `retry` is called, and given up when the view goes. */
export function useFetched<Value>(fetch: (signal: AbortSignal) => Promise<Value>, needs: readonly unknown[]) {
  const [state, setState] = useState<Fetched<Value>>({ step: 'loading' });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const controller = new AbortController();
    fetch(controller.signal).then(
      (value) => setState({ step: 'here', value }),
      (error: unknown) => {
        if (controller.signal.aborted) return;
        setState({ step: 'failed' });
        if (!(error instanceof TryLater || error instanceof ProblemError || error instanceof SignedOut)) throw error;
      },
    );
    return () => controller.abort();
  }, [...needs, attempt]);
  return { state, retry: () => setAttempt(attempt + 1) };
}
