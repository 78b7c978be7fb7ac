import { useState } from 'preact/hooks';
import { text } from '../../texts/text.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { EmailField } from '../account/email-field.tsx';
import { isEmail } from '../account/is-email.ts';
import { PasswordField, SHORTEST_PASSWORD } from '../account/password-field.tsx';
import type { Account } from '../../api/session-store.ts';
import { useDashboard, useWorkspace } from '../dashboard.ts';
import { Fault } from '../asking/fault.tsx';
import { useTask } from '../asking/use-task.ts';

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
  const { busy, fault, faultAt, setFault, run, form } = useTask('email', 'password');
  const newAddress = written.email.trim() !== signedIn.user.email;
  const changed = newAddress || written.name.trim() !== signedIn.user.name;
  const set = (part: Partial<typeof written>) => {
    setWritten({ ...written, ...part });
    setFault(null);
  };
  const save = () =>
    run(async () => {
      const name = written.name.trim();
      const body = newAddress ? { name, email: written.email.trim(), password: written.password } : { name };
      await account.rename(await api.call('editMe', { body }));
      setWritten({ ...written, password: '' });
      toasts.show({ message: text('accountChanged') });
    });
  return (
    <form
      class="settings-form"
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (newAddress && !isEmail(written.email)) setFault(text('emailInvalid'), 'email');
        else if (changed) void save();
      }}
    >
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
      <EmailField
        label={text('email')}
        error={faultAt('email')}
        autocomplete="email"
        value={written.email}
        onValue={(email) => set({ email })}
      />
      {newAddress && (
        <PasswordField
          label={text('passwordNow')}
          hint={text('emailNeedsPassword')}
          error={faultAt('password')}
          value={written.password}
          onValue={(password) => set({ password })}
        />
      )}
      <Fault>{fault}</Fault>
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
  const { busy, fault, faultAt, setFault, run, form } = useTask('current', 'password');
  const set = (part: Partial<typeof written>) => {
    setWritten({ ...written, ...part });
    setFault(null);
  };
  const change = () =>
    run(async () => {
      await account.renew(owner.server, await api.call('changePassword', { body: written }));
      setOpen(false);
      setWritten({ current: '', password: '' });
      toasts.show({ message: text('passwordChanged') }, 8_000);
    });
  if (!open) return <Button onClick={() => setOpen(true)}>{text('changePassword')}</Button>;
  return (
    <form
      class="settings-form"
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        if (written.password.length < SHORTEST_PASSWORD) setFault(text('passwordShort'), 'password');
        else void change();
      }}
    >
      <PasswordField
        label={text('passwordNow')}
        error={faultAt('current')}
        value={written.current}
        onValue={(current) => set({ current })}
      />
      <PasswordField
        label={text('passwordNew')}
        fresh
        error={faultAt('password')}
        value={written.password}
        onValue={(password) => set({ password })}
      />
      <Fault>{fault}</Fault>
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
