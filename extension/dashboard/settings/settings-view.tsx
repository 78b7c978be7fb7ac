import { useState } from 'preact/hooks';
import { ProblemError, SignedOut, TryLater } from '../../api/errors.ts';
import { text, textCount } from '../../texts/text.ts';
import { Button } from '../../ui/button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { THEMES } from '../../ui/theme.ts';
import type { SignedOutReport } from '../account/account-store.ts';
import { SignInForm } from '../account/sign-in-form.tsx';
import { useDashboard } from '../dashboard.ts';

/** How it looks, where it is kept, and the way out. */
export function SettingsView() {
  const { account, services, toasts } = useDashboard();
  const [leaving, setLeaving] = useState<'here' | 'everywhere' | null>(null);
  const signedIn = account.account.value;
  if (!signedIn) return null;

  function tell({ keptUnsent, serverTold }: SignedOutReport): void {
    const parts = [text('signedOutLine')];
    if (keptUnsent > 0) parts.push(textCount('keptUnsent', keptUnsent));
    if (!serverTold) parts.push(text('serverNotTold'));
    toasts.show({ message: parts.join(' ') }, 10_000);
  }
  async function leave(where: 'here' | 'everywhere'): Promise<void> {
    setLeaving(where);
    try {
      tell(await (where === 'here' ? account.signOut() : account.signOutEverywhere()));
    } catch (error) {
      if (!(error instanceof TryLater || error instanceof ProblemError || error instanceof SignedOut)) throw error;
      setLeaving(null);
      toasts.show({ message: text('signOutEverywhereFailed') }, 8_000);
    }
  }

  return (
    <div class="page">
      <h1>{text('settings')}</h1>
      {signedIn.endedBy !== null && (
        <section class="page-section">
          <p class="soft">{text('sessionEnded')}</p>
          <SignInForm email={signedIn.user.email} />
        </section>
      )}
      <section class="page-section">
        <h2>{text('appearance')}</h2>
        <Segmented
          label={text('theme')}
          options={THEMES.map((theme) => ({ value: theme, label: text(`theme_${theme}`) }))}
          value={services.theme.value}
          onChange={(theme) => (services.theme.value = theme)}
        />
      </section>
      <section class="page-section">
        <h2>{text('accountSection')}</h2>
        <dl class="facts">
          <div>
            <dt>{text('server')}</dt>
            <dd>{signedIn.server}</dd>
          </div>
          {signedIn.user.name !== '' && (
            <div>
              <dt>{text('name')}</dt>
              <dd>{signedIn.user.name}</dd>
            </div>
          )}
          <div>
            <dt>{text('email')}</dt>
            <dd>{signedIn.user.email}</dd>
          </div>
        </dl>
      </section>
      <section class="page-section">
        <h2>{text('signOutSection')}</h2>
        <p class="soft">{text('signOutHint')}</p>
        <div class="page-actions">
          <Button busy={leaving === 'here'} onClick={() => void leave('here')}>
            {text('signOut')}
          </Button>
          {signedIn.endedBy === null && (
            <Button busy={leaving === 'everywhere'} onClick={() => void leave('everywhere')}>
              {text('signOutEverywhere')}
            </Button>
          )}
        </div>
      </section>
    </div>
  );
}
