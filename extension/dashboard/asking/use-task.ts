import { useEffect, useRef, useState } from 'preact/hooks';
import { taskFault } from './task-fault.ts';

/**
 * Something that the server is asked to do: one at a time, and the sentence that says why it was not done. `fields` are those of the form
 * beside which a sentence can stand (`faultAt`); every other is the form's own (`fault`). The field at fault in `form` gets the focus.
 */
export function useTask<Field extends string = never>(...fields: Field[]) {
  const [failed, setFailed] = useState<{ field: Field | null; sentence: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (failed !== null) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [failed]);

  function setFault(sentence: string | null, field: Field | null = null): void {
    setFailed(sentence === null ? null : { field, sentence });
  }
  async function run(task: () => Promise<void>): Promise<void> {
    if (busy) return;
    setBusy(true);
    setFault(null);
    try {
      await task();
    } catch (error) {
      const { sentence, about } = taskFault(error);
      setFault(sentence, fields.find((field) => about.includes(field)) ?? null);
    } finally {
      setBusy(false);
    }
  }
  return {
    busy,
    fault: failed?.field === null ? failed.sentence : null,
    faultAt: (field: Field) => (failed?.field === field ? failed.sentence : null),
    setFault,
    run,
    form,
  };
}
