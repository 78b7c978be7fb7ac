import { useRef, useState } from 'preact/hooks';
import type { ProblemCode } from '../../../contract/index.ts';
import { invalidWord } from '../../texts/invalid-word.ts';
import { reasonWord, refusalWord } from '../../texts/problem-words.ts';
import { text, textCount } from '../../texts/text.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { useDashboard } from '../dashboard.ts';
import type { Credentials, SignInFault } from './account-store.ts';
import { EmailField } from './email-field.tsx';
import { isEmail } from './is-email.ts';
import { inviteFrom } from './links.ts';
import { PasswordField, SHORTEST_PASSWORD } from './password-field.tsx';

type Mode = 'signIn' | 'signUp';

interface Faults {
  form?: string;
  email?: string;
  password?: string;
  invite?: string;
}

interface SignInFormProps {
  /** Given where only its owner can come back. */
  email?: string;
  /** Of a link that was opened or pasted. */
  invite?: string;
}

/** Signing in, or making an account. */
export function SignInForm({ email: knownEmail, invite = '' }: SignInFormProps) {
  const { account, toasts, router } = useDashboard();
  const [mode, setMode] = useState<Mode>(invite === '' ? 'signIn' : 'signUp');
  const [credentials, setCredentials] = useState({ email: knownEmail ?? '', password: '', name: '', invite });
  const [faults, setFaults] = useState<Faults>({});
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const signsUp = mode === 'signUp';

  function set(part: Partial<typeof credentials>): void {
    setCredentials({ ...credentials, ...part });
    setFaults({});
  }
  function fail(found: Faults): void {
    setFaults(found);
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  }
  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (busy) return;
    const missing = checkCredentials(credentials, signsUp);
    if (missing) return fail(missing);
    setBusy(true);
    try {
      const { email, password, name, invite } = credentials;
      const sent: Credentials = {
        email: email.trim(),
        password,
        ...(signsUp && name ? { name } : {}),
        ...(signsUp && invite ? { invite } : {}),
      };
      const result = await account[mode](sent);
      if ('kind' in result) return fail(wordsFor(result, signsUp, signsUp && invite !== ''));
      // The link is used up: neither the address bar nor Back needs it.
      if (signsUp) {
        history.replaceState(null, '', '#/');
        router.go({ view: 'list', stage: 'all', application: null });
      }
      if (result.adopted > 0) toasts.show({ message: textCount('adopted', result.adopted) }, 8_000);
    } finally {
      setBusy(false);
    }
  }

  return (
    <form class="entrance-form" ref={form} onSubmit={(event) => void submit(event)} noValidate>
      <h1>{signsUp ? text('createAccount') : text('signIn')}</h1>
      <div role="alert">
        {faults.form !== undefined && (
          <p class="form-fault">
            {faults.form}{' '}
            <Button kind="quiet" onClick={() => router.go({ view: 'connection' })}>
              {text('connectionTitle')}
            </Button>
          </p>
        )}
      </div>
      <EmailField
        label={text('email')}
        error={faults.email}
        autocomplete="username"
        readOnly={knownEmail !== undefined}
        value={credentials.email}
        onValue={(email) => set({ email })}
      />
      <PasswordField
        // Another mode is another field to a password manager.
        key={mode}
        label={text('password')}
        error={faults.password}
        fresh={signsUp}
        value={credentials.password}
        onValue={(password) => set({ password })}
      />
      {signsUp && (
        <>
          <Field label={text('nameOptional')}>
            {(control) => (
              <input
                {...control}
                class="input"
                autocomplete="name"
                maxLength={120}
                value={credentials.name}
                onInput={(event) => set({ name: event.currentTarget.value })}
              />
            )}
          </Field>
          <Field label={text('inviteOptional')} error={faults.invite} hint={text('inviteHint')}>
            {(control) => (
              <input
                {...control}
                class="input"
                autocomplete="off"
                spellcheck={false}
                maxLength={500}
                value={credentials.invite}
                onInput={(event) => set({ invite: inviteFrom(event.currentTarget.value) })}
              />
            )}
          </Field>
        </>
      )}
      <Button kind="primary" type="submit" busy={busy}>
        {signsUp ? text('createAccount') : text('signIn')}
      </Button>
      {!signsUp && (
        <p class="entrance-other">
          <Button kind="quiet" onClick={() => router.go({ view: 'recover' })}>
            {text('forgotPassword')}
          </Button>
        </p>
      )}
      {knownEmail === undefined && (
        <p class="entrance-other">
          {signsUp ? text('haveAccount') : text('noAccount')}{' '}
          <Button
            kind="quiet"
            onClick={() => {
              setMode(signsUp ? 'signIn' : 'signUp');
              setFaults({});
            }}
          >
            {signsUp ? text('signIn') : text('createAccount')}
          </Button>
        </p>
      )}
    </form>
  );
}

function checkCredentials({ email, password }: { email: string; password: string }, signsUp: boolean): Faults | null {
  if (!/^\S+@\S+$/.test(email.trim())) return { email: text('emailNeeded') };
  if (signsUp && !isEmail(email)) return { email: text('emailInvalid') };
  if (password === '') return { password: text('passwordNeeded') };
  if (signsUp && password.length < SHORTEST_PASSWORD) return { password: text('passwordShort') };
  return null;
}

/** A fault beside the field it belongs to: what happened, and what to do. */
export function wordsFor(fault: SignInFault, signsUp: boolean, invited = false): Faults {
  if (fault.kind === 'later') return { form: text('signInLater', { reason: reasonWord(fault.reason) }) };
  const { email, password, invite } = fault.fields;
  const found: Faults = {};
  if (email !== undefined) found.email = text(invited ? 'inviteOtherEmail' : 'emailInvalid');
  if (password !== undefined) found.password = signsUp ? invalidWord(password) : text('wrongCredentials');
  if (invite !== undefined) found.invite = text('registrationClosed');
  return Object.keys(found).length > 0 ? found : { [PLACES[fault.code] ?? 'form']: refusalWord(fault) };
}

/** Beside which field a whole refusal stands. */
const PLACES: Partial<Record<ProblemCode, keyof Faults>> = {
  wrong_credentials: 'password',
  registration_closed: 'invite',
  invite_invalid: 'invite',
  email_taken: 'email',
};
