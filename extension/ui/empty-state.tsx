import type { ComponentChildren } from 'preact';
import { Icon, type IconNode } from './icon.tsx';

interface EmptyStateProps {
  icon?: IconNode;
  title: string;
  children?: ComponentChildren;
  actions?: ComponentChildren;
}

/** Where nothing is shown: why, and what to do next. */
export function EmptyState({ icon, title, children, actions }: EmptyStateProps) {
  return (
    <div class="empty">
      {icon && <Icon icon={icon} size={24} />}
      <h2>{title}</h2>
      {children && <div class="empty-text">{children}</div>}
      {actions && <div class="empty-actions">{actions}</div>}
    </div>
  );
}
