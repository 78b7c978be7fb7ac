import { Keyboard } from 'lucide';
import { text } from '../../texts/text.ts';
import { Button } from '../../ui/button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { THEMES } from '../../ui/theme.ts';
import { SignInForm } from '../account/sign-in-form.tsx';
import { SignOut } from '../account/sign-out.tsx';
import { endedWord } from '../account/ended-word.ts';
import { useDashboard } from '../dashboard.ts';
import { AccountSection } from './account-section.tsx';
import { DeleteAccount } from './delete-account.tsx';
import { DeviceData } from './device-data.tsx';
import { DevicesSection } from './devices-section.tsx';
import { InvitesSection } from './invites-section.tsx';
import { RecoverySection } from './recovery-section.tsx';
import { TokensSection } from './tokens-section.tsx';
import { UsersSection } from './users-section.tsx';

/** How it looks, where it is kept, and the way out. */
export function SettingsView() {
  const { account, services, helpOpen } = useDashboard();
  const signedIn = account.account.value;
  if (!signedIn) return null;
  const reachable = signedIn.endedBy === null && services.online.value;

  return (
    <div class="page">
      <h1>{text('settings')}</h1>
      {signedIn.endedBy !== null && (
        <section class="page-section">
          <p class="soft">{endedWord(signedIn.endedBy)}</p>
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
      <AccountSection key={signedIn.user.email} signedIn={signedIn} />
      {reachable && <DevicesSection />}
      {reachable && <RecoverySection />}
      {reachable && <TokensSection />}
      {reachable && signedIn.user.role === 'administrator' && (
        <>
          <InvitesSection />
          <UsersSection />
        </>
      )}
      <section class="page-section">
        <h2>{text('keyboard')}</h2>
        <p class="soft">{text('shortcutsHint')}</p>
        <Button icon={Keyboard} onClick={() => (helpOpen.value = true)}>
          {text('showShortcuts')}
        </Button>
      </section>
      <DeviceData />
      <section class="page-section">
        <h2>{text('signOut')}</h2>
        <p class="soft">{text('signOutHint')}</p>
        <SignOut />
      </section>
      {reachable && <DeleteAccount email={signedIn.user.email} />}
    </div>
  );
}
