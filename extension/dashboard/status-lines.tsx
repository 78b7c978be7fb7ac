import { CloudUpload, GitMerge, LogIn, WifiOff } from 'lucide';
import { text, textCount } from '../texts/text.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { endedWord } from './account/ended-word.ts';
import { useDashboard, useWorkspace } from './dashboard.ts';
import { reasonWord } from '../texts/problem-words.ts';

/** What is offline, signed out, unsent or in conflict: one line each, with one action. */
export function StatusLines() {
  const { account, services, unsent: unsentSignal, router } = useDashboard();
  const { edits, list, stopped, sync } = useWorkspace();
  const unsent = unsentSignal.value;
  const waiting = unsent.entries.value.length;
  const parked = unsent.entries.value.filter((entry) => entry.state === 'parked').length;
  const endedBy = account.account.value?.endedBy ?? null;
  const signedOut = endedBy !== null || stopped.value === 'signed_out';
  const offline = !services.online.value;
  const [conflicted] = edits.conflicts.value.keys();
  const [troubled] = edits.troubles.value.keys();
  return (
    <div class="status-lines">
      {signedOut && (
        <Banner
          tone="caution"
          icon={LogIn}
          actions={<Button onClick={() => router.go({ view: 'settings' })}>{text('signInAgain')}</Button>}
        >
          {endedWord(endedBy)}
        </Banner>
      )}
      {offline && !signedOut && <Banner icon={WifiOff}>{text('offlineLine')}</Banner>}
      {!offline && !signedOut && stopped.value !== null && stopped.value !== 'not_connected' && (
        <Banner
          tone="caution"
          icon={WifiOff}
          actions={
            <>
              <Button onClick={() => void sync()}>{text('retry')}</Button>
              <Button kind="quiet" onClick={() => router.go({ view: 'connection' })}>
                {text('connectionTitle')}
              </Button>
            </>
          }
        >
          {text('syncStopped', { reason: reasonWord(stopped.value) })}
        </Banner>
      )}
      {conflicted !== undefined && (
        <Banner
          tone="caution"
          icon={GitMerge}
          actions={<Button onClick={() => router.go({ view: 'list', stage: 'all', application: conflicted })}>{text('review')}</Button>}
        >
          {textCount('conflictLine', edits.conflicts.value.size)}
        </Banner>
      )}
      {troubled !== undefined && (
        <Banner
          tone="caution"
          icon={CloudUpload}
          actions={<Button onClick={() => router.go({ view: 'list', stage: 'all', application: troubled })}>{text('show')}</Button>}
        >
          {textCount('editsUnsent', edits.troubles.value.size)}
        </Banner>
      )}
      {(edits.stopped.value ?? stopped.value) !== null && edits.unsent.value.size > 0 && (
        <Banner
          tone="caution"
          icon={CloudUpload}
          actions={!offline && !signedOut && <Button onClick={() => void sync()}>{text('retry')}</Button>}
        >
          {textCount('editsUnsent', edits.unsent.value.size)}
        </Banner>
      )}
      {waiting > 0 && router.route.value.view !== 'unsent' && list.applications.value !== undefined && (
        <Banner
          tone={parked > 0 ? 'caution' : 'plain'}
          icon={CloudUpload}
          actions={<Button onClick={() => router.go({ view: 'unsent' })}>{text('show')}</Button>}
        >
          {parked > 0 ? textCount('parkedLine', parked) : textCount('waitingLine', waiting)}
        </Banner>
      )}
    </div>
  );
}
