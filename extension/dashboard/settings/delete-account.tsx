import { useState } from 'preact/hooks';
import { text } from '../../texts/text.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { PasswordField } from '../account/password-field.tsx';
import { useDashboard, useWorkspace } from '../dashboard.ts';
import { useTask } from '../asking/use-task.ts';

/** The one thing that asks: it cannot be undone. The address has to be typed, and the password. */
export function DeleteAccount({ email }: { email: string }) {
  const { account, toasts } = useDashboard();
  const { api } = useWorkspace();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState({ email: '', password: '' });
  const { busy, fault, setFault, run } = useTask();
  const sure = typed.email.trim().toLowerCase() === email.toLowerCase() && typed.password !== '';
  const remove = () =>
    run(async () => {
      await api.call('deleteMe', { body: { password: typed.password } });
      await account.signOut('remove');
      toasts.show({ message: text('accountDeleted') }, 10_000);
    });
  return (
    <section class="page-section">
      <h2>{text('deleteAccount')}</h2>
      <p class="soft">{text('deleteAccountHint')}</p>
      {!open && (
        <Button kind="danger" onClick={() => setOpen(true)}>
          {text('deleteAccountOpen')}
        </Button>
      )}
      {open && (
        <form
          class="settings-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (sure) void remove();
          }}
        >
          <Field label={text('deleteAccountType', { email })}>
            {(control) => (
              <input
                {...control}
                class="input"
                autocomplete="off"
                value={typed.email}
                onInput={(event) => setTyped({ ...typed, email: event.currentTarget.value })}
              />
            )}
          </Field>
          <PasswordField
            label={text('password')}
            error={fault}
            value={typed.password}
            onValue={(password) => {
              setFault(null);
              setTyped({ ...typed, password });
            }}
          />
          <div class="page-actions">
            <Button kind="danger" type="submit" busy={busy} disabled={!sure}>
              {text('deleteAccount')}
            </Button>
            <Button kind="quiet" onClick={() => setOpen(false)}>
              {text('cancel')}
            </Button>
          </div>
        </form>
      )}
    </section>
  );
}
