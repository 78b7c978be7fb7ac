import { Bird } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { ProblemError } from '../../api/errors.ts';
import { text } from '../../texts/text.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useDashboard } from '../dashboard.ts';
import { Fault } from '../asking/fault.tsx';
import { useTask } from '../asking/use-task.ts';
import { EmailField } from './email-field.tsx';
import { isEmail } from './is-email.ts';
import { resetTokenIn } from './links.ts';
import { PasswordField, SHORTEST_PASSWORD } from './password-field.tsx';

type FieldName = 'email' | 'code' | 'password';
interface Missing {
  field: FieldName | null;
  sentence: string;
}

interface NewPasswordPageProps {
  title: string;
  intro: string;
  password: string;
  onPassword: (password: string) => void;
  /** What is to be mended before it is worth sending. */
  check: () => Missing | null;
  send: () => Promise<unknown>;
  /** What the server says where it does not let one in, in our words. */
  refused: Missing & { code: string };
  children?: (faultAt: (field: FieldName) => string | null) => ComponentChildren;
}

/** A new password without the old one; afterwards one signs in with it. */
function NewPasswordPage({ title, intro, password, onPassword, check, send, refused, children }: NewPasswordPageProps) {
  const { router, toasts } = useDashboard();
  const { busy, fault, faultAt, setFault, run, form } = useTask<FieldName>('email', 'code', 'password');
  const back = () => router.go({ view: 'list', stage: 'all', application: null });
  const change = () =>
    run(async () => {
      try {
        await send();
      } catch (error) {
        if (!(error instanceof ProblemError) || error.problem.code !== refused.code) throw error;
        return setFault(refused.sentence, refused.field);
      }
      toasts.show({ message: text('passwordChosen') }, 10_000);
      back();
    });
  function submit(event: Event): void {
    event.preventDefault();
    const short = password.length < SHORTEST_PASSWORD ? ({ field: 'password', sentence: text('passwordShort') } as const) : null;
    const missing = check() ?? short;
    if (missing) setFault(missing.sentence, missing.field);
    else void change();
  }
  return (
    <main class="entrance">
      <div class="brand">
        <Icon icon={Bird} size={20} />
        {text('extensionName')}
      </div>
      <form class="entrance-form" ref={form} noValidate onSubmit={submit} onInput={() => setFault(null)}>
        <h1>{title}</h1>
        <p class="soft">{intro}</p>
        {children?.(faultAt)}
        <PasswordField label={text('passwordNew')} fresh error={faultAt('password')} value={password} onValue={onPassword} />
        <Fault>{fault}</Fault>
        <Button kind="primary" type="submit" busy={busy}>
          {text('changePassword')}
        </Button>
        <p class="entrance-other">
          <Button kind="quiet" onClick={back}>
            {text('back')}
          </Button>
        </p>
      </form>
    </main>
  );
}

/** Forgot the password: one of the recovery codes gives a new one. */
export function RecoverPage({ server }: { server: string }) {
  const { account, services } = useDashboard();
  const [written, setWritten] = useState({ email: account.account.value?.user.email ?? '', code: '', password: '' });
  const set = (part: Partial<typeof written>) => setWritten({ ...written, ...part });
  const { email, code, password } = written;
  function check(): Missing | null {
    if (!isEmail(email)) return { field: 'email', sentence: text('emailNeeded') };
    return code.trim() === '' ? { field: 'code', sentence: text('recoveryCodeNeeded') } : null;
  }
  return (
    <NewPasswordPage
      title={text('recoverTitle')}
      intro={text('recoverIntro')}
      password={password}
      onPassword={(value) => set({ password: value })}
      check={check}
      send={() => services.createApi(server).call('recover', { body: { email: email.trim(), code: code.trim(), password } })}
      refused={{ code: 'wrong_credentials', field: 'code', sentence: text('recoverWrong') }}
    >
      {(faultAt) => (
        <>
          <EmailField
            label={text('email')}
            error={faultAt('email')}
            autocomplete="username"
            value={email}
            onValue={(email) => set({ email })}
          />
          <Field label={text('recoveryCode')} error={faultAt('code')}>
            {(control) => (
              <input
                {...control}
                class="input"
                autocomplete="off"
                autocapitalize="off"
                spellcheck={false}
                maxLength={60}
                value={code}
                onInput={(event) => set({ code: event.currentTarget.value })}
              />
            )}
          </Field>
        </>
      )}
    </NewPasswordPage>
  );
}

/** A new password by the link that an administrator made. */
export function ResetPage({ server }: { server: string }) {
  const { services, router } = useDashboard();
  const [token, setToken] = useState('');
  const [password, setPassword] = useState('');
  const route = router.route.value;
  useLayoutEffect(() => {
    const found = resetTokenIn(location.hash);
    if (found === '') return;
    setToken(found);
    // Once it is read, neither the address bar nor the history needs it.
    history.replaceState(null, '', '#/reset');
  }, [route]);
  return (
    <NewPasswordPage
      title={text('resetTitle')}
      intro={text(token === '' ? 'resetNoToken' : 'resetIntro')}
      password={password}
      onPassword={setPassword}
      check={() => (token === '' ? { field: null, sentence: text('resetNoToken') } : null)}
      send={() => services.createApi(server).call('reset', { body: { token, password } })}
      refused={{ code: 'link_invalid', field: null, sentence: text('resetWrong') }}
    />
  );
}
