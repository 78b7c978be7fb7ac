import { X } from 'lucide';
import { Button, IconButton } from './button.tsx';
import type { Toasts } from './toasts.ts';

/** Where toasts appear. It is always in the document, so that screen readers hear what is put into it. */
export function ToastRegion({ toasts, label, dismissLabel }: { toasts: Toasts; label: string; dismissLabel: string }) {
  return (
    <section
      class="toasts"
      role="status"
      aria-live="polite"
      aria-label={label}
      onMouseEnter={toasts.hold}
      onMouseLeave={toasts.release}
      onFocusIn={toasts.hold}
      onFocusOut={toasts.release}
    >
      {toasts.shown.value.map((toast) => (
        <div class="toast" key={toast.id}>
          <span>{toast.message}</span>
          {toast.action && (
            <Button
              kind="quiet"
              onClick={() => {
                toasts.dismiss(toast.id);
                toast.action?.run();
              }}
            >
              {toast.action.label}
            </Button>
          )}
          <IconButton icon={X} label={dismissLabel} onClick={() => toasts.dismiss(toast.id)} />
        </div>
      ))}
    </section>
  );
}
