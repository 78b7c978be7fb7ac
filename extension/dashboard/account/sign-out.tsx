import { useEffect, useState } from 'preact/hooks';
import { ProblemError, SignedOut, TryLater } from '../../api/errors.ts';
import { text, textCount } from '../../texts/text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { useDashboard } from '../dashboard.ts';
import type { UnsentChoice } from './account-store.ts';

type Where = 'here' | 'everywhere';

/** The way out. What no server has yet is put before the person first: signing out never decides over it. */
export function SignOut() {
  const { account, toasts, unsent, router } = useDashboard();
  const [leaving, setLeaving] = useState<Where | null>(null);
  const [asked, setAsked] = useState<{ where: Where; count: number } | null>(null);
  const signedIn = account.account.value;

  // Whoever comes next begins at the list, and not where this one left.
  useEffect(
    () => () => {
      if (account.account.peek() === null) router.go({ view: 'list', stage: 'all', application: null });
    },
    [],
  );

  async function leave(where: Where, choice: UnsentChoice): Promise<void> {
    setLeaving(where);
    try {
      const { keptUnsent, serverTold } = await (where === 'here' ? account.signOut(choice) : account.signOutEverywhere(choice));
      const parts = [text('signedOutLine')];
      if (keptUnsent > 0) parts.push(textCount('keptUnsent', keptUnsent));
      if (!serverTold) parts.push(text('serverNotTold'));
      toasts.show({ message: parts.join(' ') }, 10_000);
    } catch (error) {
      if (!(error instanceof TryLater || error instanceof ProblemError || error instanceof SignedOut)) throw error;
      setLeaving(null);
      toasts.show({ message: text('signOutEverywhereFailed') }, 8_000);
    }
  }
  async function ask(where: Where): Promise<void> {
    const count = await account.countUnsent();
    if (count === 0) await leave(where, 'keep');
    else setAsked({ where, count });
  }

  if (asked !== null) {
    const { where, count } = asked;
    return (
      <div role="group" aria-label={text('signOut')}>
        <Banner tone="caution">{textCount('signOutUnsent', count)}</Banner>
        <div class="page-actions">
          <Button kind="primary" busy={leaving !== null} onClick={() => void leave(where, 'keep')}>
            {text('signOutKeep')}
          </Button>
          <Button
            busy={leaving !== null}
            onClick={async () => {
              await unsent.value.downloadAll();
              await leave(where, 'remove');
            }}
          >
            {text('signOutExport')}
          </Button>
          <Button busy={leaving !== null} onClick={() => void leave(where, 'remove')}>
            {text('signOutRemove')}
          </Button>
          <Button kind="quiet" onClick={() => setAsked(null)}>
            {text('cancel')}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <div class="page-actions">
      <Button busy={leaving === 'here'} onClick={() => void ask('here')}>
        {text('signOut')}
      </Button>
      {signedIn?.endedBy === null && (
        <Button busy={leaving === 'everywhere'} onClick={() => void ask('everywhere')}>
          {text('signOutEverywhere')}
        </Button>
      )}
    </div>
  );
}
