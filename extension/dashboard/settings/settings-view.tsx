import { Keyboard } from 'lucide';
import { text } from '../../texts/text.ts';
import { Button } from '../../ui/button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { THEMES } from '../../ui/theme.ts';
import { SignInForm } from '../account/sign-in-form.tsx';
import { SignOut } from '../account/sign-out.tsx';
import { useDashboard } from '../dashboard.ts';
import { DeviceData } from './device-data.tsx';

/** How it looks, where it is kept, and the way out. */
export function SettingsView() {
  const { account, services, helpOpen } = useDashboard();
  const signedIn = account.account.value;
  if (!signedIn) return null;

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
        <h2>{text('keyboard')}</h2>
        <p class="soft">{text('shortcutsHint')}</p>
        <Button icon={Keyboard} onClick={() => (helpOpen.value = true)}>
          {text('showShortcuts')}
        </Button>
      </section>
      <DeviceData />
      <section class="page-section">
        <h2>{text('signOutSection')}</h2>
        <p class="soft">{text('signOutHint')}</p>
        <SignOut />
      </section>
    </div>
  );
}
