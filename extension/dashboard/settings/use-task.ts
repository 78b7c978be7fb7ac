import { useState } from 'preact/hooks';
import { accountFault } from './account-fault.ts';

/** Something that the server is asked to do: one at a time, and the sentence that says why it was not done. */
export function useTask() {
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  async function run(task: () => Promise<void>): Promise<void> {
    if (busy) return;
    setBusy(true);
    setFault(null);
    try {
      await task();
    } catch (error) {
      setFault(accountFault(error));
    } finally {
      setBusy(false);
    }
  }
  return { busy, fault, setFault, run };
}
