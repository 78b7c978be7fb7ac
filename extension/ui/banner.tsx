import type { ComponentChildren } from 'preact';
import { Icon, type IconNode } from './icon.tsx';

interface BannerProps {
  tone?: 'plain' | 'caution' | 'danger';
  icon?: IconNode;
  children: ComponentChildren;
  /** At most one action, or two where one of them puts it off. */
  actions?: ComponentChildren;
}

/** A line at the top: what is so, and the one thing to do about it. Never a modal. */
export function Banner({ tone = 'plain', icon, children, actions }: BannerProps) {
  return (
    <div class="banner" data-tone={tone} role="status">
      {icon && <Icon icon={icon} />}
      <div class="banner-text">{children}</div>
      {actions && <div class="banner-actions">{actions}</div>}
    </div>
  );
}
