import type { ComponentChildren } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Check } from 'lucide';
import { Dot, type Tone } from './dot.tsx';
import { Icon, type IconNode } from './icon.tsx';
import { place } from './place.ts';

export interface MenuItem {
  id: string;
  label: string;
  /** A second, quieter line. */
  hint?: string | undefined;
  icon?: IconNode;
  tone?: Tone;
  /** Given where the items are alternatives of which one is chosen. */
  selected?: boolean;
  disabled?: boolean;
  danger?: boolean;
  /** Draws a line above. */
  separated?: boolean;
  onSelect: () => void;
}

interface MenuProps {
  /** Names the list, and the button where that shows only an icon. */
  label: string;
  /** What the button is called where what it shows is not enough: "Stage: Applied". Must contain what it shows. */
  name?: string;
  items: readonly MenuItem[];
  children: ComponentChildren;
  kind?: 'plain' | 'quiet';
  /** The button is a square with an icon. */
  square?: boolean;
  class?: string;
  /** Opens or closes it from outside, for a shortcut in a neighbouring field. */
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  id?: string;
}

/** A button that opens a list of actions or alternatives. Arrows, Home, End and typing move; Enter chooses; Escape and Tab leave. */
export function Menu(props: MenuProps) {
  const { label, items, children, kind = 'quiet', square = false, onOpenChange } = props;
  const [own, setOwn] = useState(false);
  const open = props.open ?? own;
  const button = useRef<HTMLButtonElement>(null);
  const listId = useId();
  const set = (next: boolean) => {
    setOwn(next);
    onOpenChange?.(next);
  };
  const close = (refocus: boolean) => {
    set(false);
    if (refocus) button.current?.focus();
  };
  return (
    <>
      <button
        ref={button}
        id={props.id}
        type="button"
        class={`button ${props.class ?? ''}`}
        data-kind={kind}
        data-square={square || undefined}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? listId : undefined}
        aria-label={props.name ?? (square ? label : undefined)}
        title={square ? label : undefined}
        onClick={() => set(!open)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          event.stopPropagation();
          set(true);
        }}
      >
        {children}
      </button>
      {open && <MenuList id={listId} label={label} items={items} button={button.current} onClose={close} />}
    </>
  );
}

interface MenuListProps {
  id: string;
  label: string;
  items: readonly MenuItem[];
  button: HTMLElement | null;
  onClose: (refocus: boolean) => void;
}

function MenuList({ id, label, items, button, onClose }: MenuListProps) {
  const list = useRef<HTMLDivElement>(null);
  const typed = useRef({ text: '', at: 0 });

  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    // The top layer, because a menu inside a scrolling pane would be cut off.
    element.showPopover?.();
    if (button) place(element, button);
    const chosen = Math.max(
      0,
      items.findIndex((item) => item.selected),
    );
    entries(element)[chosen]?.focus();
  }, []);

  useEffect(() => {
    const away = (event: Event) => {
      const target = event.target as Node | null;
      if (!list.current?.contains(target) && !button?.contains(target)) onClose(false);
    };
    const moved = () => onClose(false);
    document.addEventListener('pointerdown', away, true);
    addEventListener('resize', moved);
    return () => {
      document.removeEventListener('pointerdown', away, true);
      removeEventListener('resize', moved);
    };
  }, [onClose, button]);

  function choose(item: MenuItem): void {
    if (item.disabled) return;
    onClose(true);
    item.onSelect();
  }

  function onKeyDown(event: KeyboardEvent): void {
    event.stopPropagation();
    const all = list.current ? entries(list.current) : [];
    const at = all.indexOf(document.activeElement as HTMLElement);
    const to = (index: number) => all[(index + all.length) % all.length]?.focus();
    if (event.key === 'ArrowDown') to(at + 1);
    else if (event.key === 'ArrowUp') to(at - 1);
    else if (event.key === 'Home') to(0);
    else if (event.key === 'End') to(-1);
    else if (event.key === 'Escape') onClose(true);
    else if (event.key === 'Tab') return onClose(true);
    else if (event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey) {
      const now = event.timeStamp;
      typed.current = { text: (now - typed.current.at < 600 ? typed.current.text : '') + event.key.toLowerCase(), at: now };
      const found = items.findIndex((item) => item.label.toLowerCase().startsWith(typed.current.text));
      if (found >= 0) to(found);
    } else return;
    event.preventDefault();
  }

  return (
    <div ref={list} id={id} class="menu" popover="manual" role="menu" aria-label={label} tabIndex={-1} onKeyDown={onKeyDown}>
      {items.map((item) => (
        <div key={item.id} role="presentation">
          {item.separated && <div class="menu-separator" role="separator" />}
          <button
            type="button"
            class="menu-item"
            role={item.selected === undefined ? 'menuitem' : 'menuitemradio'}
            aria-checked={item.selected}
            aria-disabled={item.disabled || undefined}
            data-danger={item.danger || undefined}
            tabIndex={-1}
            onClick={() => choose(item)}
            onPointerMove={(event) => event.currentTarget.focus({ preventScroll: true })}
          >
            <span class="menu-lead">{item.tone ? <Dot tone={item.tone} /> : item.icon && <Icon icon={item.icon} />}</span>
            <span class="menu-text">{item.label}</span>
            <span class="menu-lead">{item.selected && <Icon icon={Check} />}</span>
            {item.hint && <small>{item.hint}</small>}
          </button>
        </div>
      ))}
    </div>
  );
}

function entries(list: HTMLElement): HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>('.menu-item')];
}
