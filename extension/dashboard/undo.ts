import { text } from '../texts/text.ts';
import type { Toasts } from '../ui/toasts.ts';

interface Step {
  /** What was done: "Moved to Applied". */
  message: string;
  undo: () => void | Promise<void>;
}

/** A step that was offered, until it is taken back. */
export interface Offer {
  /** Tells otherwise what was done, once that is known. */
  amend: (message: string) => void;
  /** Nothing was done: there is nothing to take back. */
  withdraw: () => void;
}

export interface Undo {
  /** Remembers a step that can be taken back, and offers it for ten seconds; `quietly` only remembers it, for the shortcut. */
  offer: (step: Step, quietly?: boolean) => Offer;
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
      const hide = () => step.toast !== undefined && toasts.dismiss(step.toast);
      const show = () => (step.toast = toasts.show({ message: step.message, action: { label: text('undo'), run: () => take(step) } }));
      steps.push(step);
      if (steps.length > MOST_STEPS) steps.shift();
      if (!quietly) show();
      return {
        amend(message) {
          if (!steps.includes(step)) return;
          step.message = message;
          hide();
          show();
        },
        withdraw() {
          if (!steps.includes(step)) return;
          steps.splice(steps.indexOf(step), 1);
          hide();
        },
      };
    },
    last() {
      const step = steps.at(-1);
      if (!step) return;
      take(step);
      toasts.show({ message: text('undone', { step: step.message }) });
    },
  };
}
