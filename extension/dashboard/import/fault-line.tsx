import { FileX, WifiOff } from 'lucide';
import { IMPORT_REFUSALS, type ImportRefusal } from '../../../contract/index.ts';
import { text } from '../../texts/text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { reasonWord } from '../../texts/problem-words.ts';
import type { ImportFault } from './import-store.ts';

const isRefusal = (code: string): code is ImportRefusal => code in IMPORT_REFUSALS;

/** Why the file is not taken, or was not read: what happened, and what to do. */
export function faultWords(fault: ImportFault): string {
  if (fault.kind === 'unknown') return text('importUnknown');
  if (fault.kind === 'later') return text('importLater', { reason: reasonWord(fault.reason) });
  if (fault.code === 'unreadable') return text('importUnreadable');
  // A newer server may know reasons that this version has no words for.
  return isRefusal(fault.code) ? text(`importRefused_${fault.code}`) : text('importRefusedOtherwise', { reason: fault.sentence });
}

/** What the server says beyond that: in which row. */
function rowOf(fault: ImportFault): string | null {
  if (fault.kind !== 'refused') return null;
  return /^Row (\d+):/.exec(fault.sentence)?.[1] ?? null;
}

export function FaultLine({ fault, onRetry }: { fault: ImportFault | null; onRetry?: (() => void) | undefined }) {
  if (fault === null) return null;
  const row = rowOf(fault);
  return (
    <div class="import-fault">
      <Banner
        tone={fault.kind === 'refused' ? 'danger' : 'caution'}
        icon={fault.kind === 'refused' ? FileX : WifiOff}
        actions={fault.kind === 'later' && onRetry && <Button onClick={onRetry}>{text('retry')}</Button>}
      >
        {faultWords(fault)} {row !== null && text('importInRow', { row })}
      </Banner>
    </div>
  );
}
