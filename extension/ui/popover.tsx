import type { ComponentChildren } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon, type IconNode } from './icon.tsx';
import { place } from './place.ts';

interface PopoverProps {
  /** Names the panel. */
  label: string;
  button: ComponentChildren;
  icon?: IconNode;
  /** Something in it is set. */
  active?: boolean;
  class?: string;
  /** Given a way to close it. */
  children: (close: () => void) => ComponentChildren;
}

const MOST_PX = 560;

/** A button that opens a panel of controls beside it. Escape closes it and gives the focus back; a click elsewhere closes it. */
export function Popover({ label, button, icon, active = false, class: className = '', children }: PopoverProps) {
  const [open, setOpen] = useState(false);
  const control = useRef<HTMLButtonElement>(null);
  const id = useId();
  const close = (refocus: boolean) => {
    setOpen(false);
    if (refocus) control.current?.focus();
  };
  return (
    <>
      <button
        ref={control}
        type="button"
        class={`button ${className}`}
        data-active={active || undefined}
        aria-label={label}
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        title={label}
        onClick={() => (open ? close(true) : setOpen(true))}
      >
        {icon && <Icon icon={icon} />}
        {button}
      </button>
      {open && (
        <Panel id={id} label={label} button={control.current} onClose={close}>
          {children(() => close(true))}
        </Panel>
      )}
    </>
  );
}

interface PanelProps {
  id: string;
  label: string;
  button: HTMLElement | null;
  onClose: (refocus: boolean) => void;
  children: ComponentChildren;
}

function Panel({ id, label, button, onClose, children }: PanelProps) {
  const panel = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = panel.current;
    if (!element) return;
    element.showPopover?.();
    if (button) place(element, button, MOST_PX);
    (element.querySelector<HTMLElement>('input, select, button') ?? element).focus();
  }, []);
  useEffect(() => {
    const away = (event: Event) => {
      const target = event.target as Element | null;
      if (panel.current?.contains(target) || button?.contains(target)) return;
      onClose(false);
    };
    // What had the focus may be gone from the panel, and the focus with it.
    const leave = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || document.activeElement !== document.body) return;
      event.preventDefault();
      onClose(true);
    };
    document.addEventListener('pointerdown', away, true);
    document.addEventListener('keydown', leave);
    return () => {
      document.removeEventListener('pointerdown', away, true);
      document.removeEventListener('keydown', leave);
    };
  }, [onClose, button]);
  return (
    <div
      ref={panel}
      id={id}
      class="popover"
      popover="manual"
      role="dialog"
      aria-label={label}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) {
          event.preventDefault();
          onClose(true);
        }
        // What is typed here is not meant for the view behind.
        event.stopPropagation();
      }}
      onFocusOut={(event) => {
        const to = event.relatedTarget as Node | null;
        if (to !== null && !event.currentTarget.contains(to) && to !== button) onClose(false);
      }}
    >
      {children}
    </div>
  );
}
