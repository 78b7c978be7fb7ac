import { Bird, Server } from 'lucide';
import { useMemo, useState } from 'preact/hooks';
import { text, textCount } from '../../texts/text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { parseServerAddress } from '../../api/server-address.ts';
import { useDashboard } from '../dashboard.ts';
import type { ConnectFault } from './account-store.ts';
import { inviteFrom, inviteIn } from './links.ts';
import { SignInForm } from './sign-in-form.tsx';

function faultWord(fault: ConnectFault, address: string): string {
  if (fault === 'address' || fault === 'permission_refused') return text(`connect_${fault}`);
  if (fault === 'unreachable' || fault === 'certificate') return text(`repair_${fault}`, { server: address });
  return fault === 'clock' ? text('connect_clock') : text(`repair_${fault}`);
}

/** The way in: which server, then who. */
export function ConnectPage() {
  const { account, unsent, services, router } = useDashboard();
  const server = account.server.value;
  const unclaimed = account.unclaimed.value;
  const others = unsent.value.ofOthers.value;
  const [pasted, setInvite] = useState('');
  // Of a link that was opened here, also where the page stood open already.
  const route = router.route.value;
  const invite = useMemo(() => pasted || inviteIn(location.hash), [pasted, route]);
  return (
    <main class="entrance">
      <div class="brand">
        <Icon icon={Bird} size={20} />
        {text('extensionName')}
      </div>
      {unclaimed > 0 && <Banner>{textCount('unclaimedLine', unclaimed)}</Banner>}
      {unclaimed === 0 && others > 0 && <Banner>{textCount('lockedLine', others)}</Banner>}
      {server === null ? (
        <ConnectForm onInvite={setInvite} />
      ) : (
        <>
          <SignInForm key={invite} invite={invite} />
          {services.home === null && <ServerLine server={server} />}
        </>
      )}
    </main>
  );
}

/** `onInvite`: an invite's link, pasted as the address, is both. */
function ConnectForm({ onInvite }: { onInvite: (invite: string) => void }) {
  const { account } = useDashboard();
  const [address, setAddress] = useState('');
  const [fault, setFault] = useState<ConnectFault | null>(null);
  const [busy, setBusy] = useState(false);
  const parsed = parseServerAddress(address);

  function submit(event: Event): void {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setFault(null);
    const invite = inviteFrom(address);
    onInvite(invite === address ? '' : invite);
    // Nothing may be awaited before this: the permission prompt needs the click.
    account
      .connect(address)
      .then(setFault)
      .finally(() => setBusy(false));
  }
  return (
    <form class="entrance-form" onSubmit={submit}>
      <h1>{text('connectTitle')}</h1>
      <p class="soft">{text('connectIntro')}</p>
      <Field
        label={text('serverAddress')}
        error={fault !== null && faultWord(fault, parsed?.server ?? address)}
        hint={parsed?.readableOnTheWay ? text('connectUnencrypted') : text('connectHint')}
      >
        {(control) => (
          <input
            {...control}
            class="input"
            type="text"
            inputMode="url"
            autocomplete="url"
            autocapitalize="off"
            spellcheck={false}
            value={address}
            onInput={(event) => {
              setAddress(event.currentTarget.value);
              setFault(null);
            }}
          />
        )}
      </Field>
      <Button kind="primary" type="submit" busy={busy}>
        {text('connect')}
      </Button>
    </form>
  );
}

function ServerLine({ server }: { server: string }) {
  const { account } = useDashboard();
  return (
    <div class="entrance-server">
      <Icon icon={Server} />
      <span class="ellipsis" title={server}>
        {server.replace(/^https?:\/\//, '')}
      </span>
      <Button kind="quiet" onClick={account.disconnect}>
        {text('changeServer')}
      </Button>
    </div>
  );
}
