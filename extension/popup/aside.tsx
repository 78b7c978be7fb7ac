import { FileQuestion, Files, FileX, Hourglass, Lock, type IconNode, TriangleAlert } from 'lucide';
import { text } from '../texts/text.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import type { Aside as AsideKind } from '../page-reader/aside-of.ts';

const ICONS: Record<AsideKind, IconNode> = {
  list: Files,
  not_a_job: FileQuestion,
  not_loaded: Hourglass,
  posting_gone: FileX,
  form_without_posting: FileQuestion,
  closed: Lock,
  failed: TriangleAlert,
};

const TRY_AGAIN: ReadonlySet<AsideKind> = new Set(['not_loaded', 'failed']);

/** What the page seems to be where it is not one posting; the form is one click away. */
export function Aside({ page, onFill, onAgain }: { page: AsideKind; onFill: () => void; onAgain: () => void }) {
  return (
    <EmptyState
      icon={ICONS[page]}
      title={text(`aside_${page}`)}
      actions={
        <>
          {TRY_AGAIN.has(page) && <Button onClick={onAgain}>{text('readAgain')}</Button>}
          <Button onClick={onFill}>{text('fillByHand')}</Button>
        </>
      }
    >
      {text(`aside_${page}_then`)}
    </EmptyState>
  );
}
