import { signal, type ReadonlySignal } from '@preact/signals';

export interface Toast {
  id: number;
  message: string;
  action?: { label: string; run: () => void };
}

export interface Toasts {
  shown: ReadonlySignal<readonly Toast[]>;
  /** Shows a line for `durationMs` (4 s without an action, 10 s with one) and returns its id. */
  show: (toast: Omit<Toast, 'id'>, durationMs?: number) => number;
  dismiss: (id: number) => void;
  /** The clock stands still while the pointer or the focus rests on the lines. */
  hold: () => void;
  release: () => void;
}

const PLAIN_MS = 4_000;
const ACTION_MS = 10_000;
/** Older lines give way: more than three at once are noise. */
const MOST = 3;

/** Short-lived lines at the bottom of a view, with at most one action each. */
export function createToasts(): Toasts {
  const shown = signal<readonly Toast[]>([]);
  const timers = new Map<number, { leftMs: number; startedAt: number; timer: ReturnType<typeof setTimeout> | undefined }>();
  let lastId = 0;
  let held = false;

  function dismiss(id: number): void {
    clearTimeout(timers.get(id)?.timer);
    timers.delete(id);
    shown.value = shown.value.filter((toast) => toast.id !== id);
    if (shown.value.length === 0) held = false;
  }
  function start(id: number, leftMs: number): void {
    const timer = held ? undefined : setTimeout(() => dismiss(id), leftMs);
    timers.set(id, { leftMs, startedAt: Date.now(), timer });
  }

  return {
    shown,
    show(toast, durationMs = toast.action ? ACTION_MS : PLAIN_MS) {
      const id = ++lastId;
      for (const old of shown.value.slice(0, Math.max(0, shown.value.length - MOST + 1))) dismiss(old.id);
      shown.value = [...shown.value, { ...toast, id }];
      start(id, durationMs);
      return id;
    },
    dismiss,
    hold() {
      if (held) return;
      held = true;
      for (const entry of timers.values()) {
        clearTimeout(entry.timer);
        entry.leftMs -= Date.now() - entry.startedAt;
      }
    },
    release() {
      if (!held) return;
      held = false;
      for (const [id, entry] of timers) start(id, Math.max(entry.leftMs, 1_000));
    },
  };
}
