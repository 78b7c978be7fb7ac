import type { ComponentProps } from 'preact';
import { Icon, type IconNode } from './icon.tsx';
import { Spinner } from './progress.tsx';

type ButtonKind = 'primary' | 'plain' | 'quiet' | 'danger';

interface ButtonProps extends Omit<ComponentProps<'button'>, 'icon'> {
  kind?: ButtonKind;
  icon?: IconNode | undefined;
  /** Work is under way: it turns, keeps its focus, and does nothing when pressed again. */
  busy?: boolean;
}

/** A button with a verb on it. `type` is "button" unless said otherwise. */
export function Button({ kind = 'plain', icon, busy = false, onClick, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      class={`button ${rest.class ?? ''}`}
      data-kind={kind}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      {busy ? <Spinner /> : icon && <Icon icon={icon} />}
      {children}
    </button>
  );
}

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'icon' | 'label'> {
  icon: IconNode;
  label: string;
  kind?: ButtonKind;
}

/** A square button that shows only an icon; its label is read aloud and shown as the title. */
export function IconButton({ icon, label, kind = 'quiet', ...rest }: IconButtonProps) {
  return (
    <button type="button" aria-label={label} title={label} {...rest} class={`button ${rest.class ?? ''}`} data-kind={kind} data-square>
      <Icon icon={icon} />
    </button>
  );
}
