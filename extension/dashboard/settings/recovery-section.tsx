import { Download } from 'lucide';
import { useState } from 'preact/hooks';
import { text, textCount } from '../../texts/text.ts';
import { Button } from '../../ui/button.tsx';
import { PasswordField } from '../account/password-field.tsx';
import { useDashboard, useWorkspace } from '../dashboard.ts';
import { useFetched } from '../asking/use-fetched.ts';
import { Fault } from '../asking/fault.tsx';
import { FetchedSection } from '../asking/fetched-section.tsx';
import { ShownOnce } from './shown-once.tsx';
import { useTask } from '../asking/use-task.ts';

/** Codes on paper, for the day on which the password is forgotten. */
export function RecoverySection() {
  const { services } = useDashboard();
  const { api, owner } = useWorkspace();
  const [turn, setTurn] = useState(0);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [password, setPassword] = useState<string | null>(null);
  const { busy, fault, faultAt, setFault, run, form } = useTask('password');
  const fetched = useFetched((signal) => api.call('countRecoveryCodes', { signal }), [api, turn]);
  const secret = codes?.join('\n') ?? '';
  function download(): void {
    const content = `${text('recoveryFile', { server: owner.server })}\n\n${secret}\n`;
    services.saveFile(new Blob([content], { type: 'text/plain' }), 'jackdaw-recovery-codes.txt');
  }
  return (
    <FetchedSection
      title={text('recoverySection')}
      hint={text('recoveryHint')}
      fetched={fetched}
      foot={
        <>
          {codes !== null && (
            <ShownOnce
              label={text('recoverySection')}
              secret={secret}
              hint={text('recoveryOnce')}
              actions={
                <Button icon={Download} onClick={download}>
                  {text('download')}
                </Button>
              }
              onDone={() => setCodes(null)}
            />
          )}
          {codes === null && password === null && <Button onClick={() => setPassword('')}>{text('recoveryMake')}</Button>}
          {password !== null && (
            <form
              class="settings-form"
              ref={form}
              onSubmit={(event) => {
                event.preventDefault();
                void run(async () => {
                  const made = await api.call('makeRecoveryCodes', { body: { password } });
                  setCodes(made.codes);
                  setPassword(null);
                  setTurn(turn + 1);
                });
              }}
            >
              <PasswordField
                label={text('passwordNow')}
                hint={text('recoveryReplaces')}
                error={faultAt('password')}
                value={password}
                onValue={(value) => {
                  setPassword(value);
                  setFault(null);
                }}
              />
              <Fault>{fault}</Fault>
              <div class="page-actions">
                <Button kind="primary" type="submit" busy={busy}>
                  {text('recoveryMake')}
                </Button>
                <Button kind="quiet" onClick={() => setPassword(null)}>
                  {text('cancel')}
                </Button>
              </div>
            </form>
          )}
        </>
      }
    >
      {({ left }) => <p>{left === 0 ? text('recoveryNone') : textCount('recoveryLeft', left)}</p>}
    </FetchedSection>
  );
}
