import { text } from '../texts/text.ts';
import type { Toasts } from '../ui/toasts.ts';

interface Step {
  /** What was done: "Moved to Applied". */
  message: string;
  undo: () => void | Promise<void>;
}

export interface Undo {
  /** Remembers a step that can be taken back, and offers it for ten seconds; `quietly` only remembers it, for the shortcut. */
  offer: (step: Step, quietly?: boolean) => void;
  /** Takes the last step back. */
  last: () => void;
}

const MOST_STEPS = 50;

/** What was done in this page and can be taken back, last first. */
export function createUndo(toasts: Pick<Toasts, 'show' | 'dismiss'>): Undo {
  const steps: (Step & { toast?: number })[] = [];
  function take(step: (typeof steps)[number]): void {
    const at = steps.indexOf(step);
    if (at < 0) return;
    steps.splice(at, 1);
    // Its offer stands no longer.
    if (step.toast !== undefined) toasts.dismiss(step.toast);
    void step.undo();
  }
  return {
    offer(offered, quietly = false) {
      const step: (typeof steps)[number] = { ...offered };
      steps.push(step);
      if (steps.length > MOST_STEPS) steps.shift();
      if (quietly) return;
      step.toast = toasts.show({ message: step.message, action: { label: text('undo'), run: () => take(step) } });
    },
    last() {
      const step = steps.at(-1);
      if (!step) return;
      take(step);
      toasts.show({ message: text('undone', { step: step.message }) });
    },
  };
}
