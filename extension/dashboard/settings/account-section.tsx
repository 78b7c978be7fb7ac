import { useState } from 'preact/hooks';
import { text } from '../../texts/text.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import type { Account } from '../../api/session-store.ts';
import { useDashboard, useWorkspace } from '../dashboard.ts';
import { accountFault } from './account-fault.ts';

/** Name, address and password. */
export function AccountSection({ signedIn }: { signedIn: Account }) {
  return (
    <section class="page-section">
      <h2>{text('accountSection')}</h2>
      <dl class="facts">
        <div>
          <dt>{text('server')}</dt>
          <dd>{signedIn.server}</dd>
        </div>
      </dl>
      {signedIn.endedBy === null && (
        <>
          <WhoForm signedIn={signedIn} />
          <PasswordForm />
        </>
      )}
    </section>
  );
}

function WhoForm({ signedIn }: { signedIn: Account }) {
  const { account, toasts } = useDashboard();
  const { api } = useWorkspace();
  const [written, setWritten] = useState({ name: signedIn.user.name, email: signedIn.user.email, password: '' });
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const newAddress = written.email.trim() !== signedIn.user.email;
  const changed = newAddress || written.name.trim() !== signedIn.user.name;
  const set = (part: Partial<typeof written>) => {
    setWritten({ ...written, ...part });
    setFault(null);
  };
  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (busy || !changed) return;
    setBusy(true);
    try {
      const name = written.name.trim();
      const body = newAddress ? { name, email: written.email.trim(), password: written.password } : { name };
      await account.rename(await api.call('editMe', { body }));
      setWritten({ ...written, password: '' });
      toasts.show({ message: text('accountChanged') });
    } catch (error) {
      setFault(accountFault(error));
    } finally {
      setBusy(false);
    }
  }
  return (
    <form class="settings-form" onSubmit={(event) => void submit(event)}>
      <Field label={text('name')}>
        {(control) => (
          <input
            {...control}
            class="input"
            maxLength={120}
            autocomplete="name"
            value={written.name}
            onInput={(event) => set({ name: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field label={text('email')}>
        {(control) => (
          <input
            {...control}
            class="input"
            type="email"
            autocomplete="email"
            value={written.email}
            onInput={(event) => set({ email: event.currentTarget.value })}
          />
        )}
      </Field>
      {newAddress && (
        <Field label={text('passwordNow')} hint={text('emailNeedsPassword')}>
          {(control) => (
            <input
              {...control}
              class="input"
              type="password"
              autocomplete="current-password"
              value={written.password}
              onInput={(event) => set({ password: event.currentTarget.value })}
            />
          )}
        </Field>
      )}
      {fault !== null && (
        <p class="field-error" role="alert">
          {fault}
        </p>
      )}
      {changed && (
        <div>
          <Button kind="primary" type="submit" busy={busy}>
            {text('save')}
          </Button>
        </div>
      )}
    </form>
  );
}

function PasswordForm() {
  const { account, toasts } = useDashboard();
  const { api, owner } = useWorkspace();
  const [open, setOpen] = useState(false);
  const [written, setWritten] = useState({ current: '', password: '' });
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (busy) return;
    if (written.password.length < 12) return setFault(text('passwordShort'));
    setBusy(true);
    try {
      await account.renew(owner.server, await api.call('changePassword', { body: written }));
      setOpen(false);
      setWritten({ current: '', password: '' });
      toasts.show({ message: text('passwordChanged') }, 8_000);
    } catch (error) {
      setFault(accountFault(error));
    } finally {
      setBusy(false);
    }
  }
  const line = (name: 'current' | 'password') => (
    <Field label={text(name === 'current' ? 'passwordNow' : 'passwordNew')} hint={name === 'password' && text('passwordHint')}>
      {(control) => (
        <input
          {...control}
          class="input"
          type="password"
          autocomplete={name === 'current' ? 'current-password' : 'new-password'}
          value={written[name]}
          onInput={(event) => {
            setFault(null);
            setWritten({ ...written, [name]: event.currentTarget.value });
          }}
        />
      )}
    </Field>
  );
  if (!open) return <Button onClick={() => setOpen(true)}>{text('changePassword')}</Button>;
  return (
    <form class="settings-form" onSubmit={(event) => void submit(event)}>
      {line('current')}
      {line('password')}
      {fault !== null && (
        <p class="field-error" role="alert">
          {fault}
        </p>
      )}
      <div class="page-actions">
        <Button kind="primary" type="submit" busy={busy}>
          {text('changePassword')}
        </Button>
        <Button kind="quiet" onClick={() => setOpen(false)}>
          {text('cancel')}
        </Button>
      </div>
    </form>
  );
}
