import { Check, CircleDashed, X } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import { parseServerAddress } from '../../api/server-address.ts';
import { type Diagnosis, diagnose, type Step, STEPS, type Trouble } from '../../connection/diagnose.ts';
import { formatNumber } from '../../texts/format.ts';
import { text } from '../../texts/text.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useDashboard } from '../dashboard.ts';

/** How far along a step is. */
function stateOf(step: Step, diagnosis: Diagnosis | null): 'good' | 'bad' | 'open' {
  if (diagnosis === null) return 'open';
  if (diagnosis.failed === null) return 'good';
  const [at, failed] = [STEPS.indexOf(step), STEPS.indexOf(diagnosis.failed)];
  return at < failed ? 'good' : at === failed ? 'bad' : 'open';
}

const ICONS = { good: Check, bad: X, open: CircleDashed };

/** Says what is wrong with the way to the server, and how it is repaired; every error leads here. */
export function ConnectionPage() {
  const { account, services, router } = useDashboard();
  const [diagnosis, setDiagnosis] = useState<Diagnosis | null>(null);
  const [busy, setBusy] = useState(true);
  const server = account.server.value;
  const address = server === null ? null : parseServerAddress(server);

  async function check(): Promise<void> {
    if (address === null) return;
    setBusy(true);
    try {
      setDiagnosis(
        await diagnose(address, {
          fetch: services.fetch,
          hasHost: services.hasHost,
          online: () => services.online.value,
          session: services.session,
          createApi: services.createApi,
          now: services.now,
        }),
      );
    } finally {
      setBusy(false);
    }
  }
  useEffect(() => void check(), [server]);

  const leave = () => router.go({ view: 'list', stage: 'all', application: null });
  if (address === null)
    return (
      <main class="entrance">
        <h1>{text('connectionTitle')}</h1>
        <p>{text('connectionNoServer')}</p>
        <Button kind="primary" onClick={leave}>
          {text('connect')}
        </Button>
      </main>
    );
  return (
    <main class="entrance connection">
      <h1>{text('connectionTitle')}</h1>
      <p class="soft ellipsis">{address.server}</p>
      <ol class="connection-steps" aria-busy={busy}>
        {STEPS.map((step) => {
          const state = stateOf(step, busy ? null : diagnosis);
          return (
            <li key={step} data-state={state}>
              <Icon icon={ICONS[state]} />
              {text(`step_${step}`)}
              <span class="unseen">{text(`stepState_${state}`)}</span>
            </li>
          );
        })}
      </ol>
      <div role="status">
        {!busy && diagnosis?.trouble && <p>{repairWord(diagnosis.trouble, address.server, diagnosis)}</p>}
        {!busy && diagnosis?.trouble === null && <p>{text('connectionGood')}</p>}
      </div>
      <div class="page-actions">
        {diagnosis?.trouble === 'permission' && (
          // Nothing may be awaited before this: the permission prompt needs the click.
          <Button kind="primary" onClick={() => void services.requestHost(address.hostPattern).then(check)}>
            {text('allowServer')}
          </Button>
        )}
        {diagnosis?.elsewhere && (
          <Button kind="primary" onClick={() => void account.connect(diagnosis.elsewhere ?? '').then(check)}>
            {text('useAddress', { address: diagnosis.elsewhere })}
          </Button>
        )}
        {(diagnosis?.trouble === 'not_signed_in' || diagnosis?.trouble === 'session_ended') && (
          <Button kind="primary" onClick={() => router.go({ view: 'settings' })}>
            {text('signIn')}
          </Button>
        )}
        <Button busy={busy} onClick={() => void check()}>
          {text('checkAgain')}
        </Button>
        <Button kind="quiet" onClick={leave}>
          {text('back')}
        </Button>
      </div>
    </main>
  );
}

/** What is so, what is safe, and what to do. */
function repairWord(trouble: Trouble, server: string, { clockAheadMs }: Diagnosis): string {
  if (trouble === 'certificate' || trouble === 'unreachable') return text(`repair_${trouble}`, { server });
  if (trouble === 'clock') {
    const minutes = formatNumber(Math.round(Math.abs(clockAheadMs ?? 0) / 60_000));
    return text((clockAheadMs ?? 0) > 0 ? 'repair_clock_ahead' : 'repair_clock_behind', { minutes });
  }
  return text(`repair_${trouble}`);
}
