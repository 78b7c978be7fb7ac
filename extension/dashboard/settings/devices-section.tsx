import { useState } from 'preact/hooks';
import { formatExact, formatInstant } from '../../texts/format.ts';
import { text } from '../../texts/text.ts';
import { Button } from '../../ui/button.tsx';
import { Spinner } from '../../ui/progress.tsx';
import { useDashboard, useWorkspace } from '../dashboard.ts';
import { useFetched } from '../detail/use-fetched.ts';
import { accountFault } from './account-fault.ts';

/** The devices that are signed in; any of them can be signed out from here. */
export function DevicesSection() {
  const { services, toasts } = useDashboard();
  const { api } = useWorkspace();
  const [turn, setTurn] = useState(0);
  const { state, retry } = useFetched((signal) => api.call('listSessions', { signal }), [api, turn]);
  async function revoke(id: string): Promise<void> {
    try {
      await api.call('revokeSession', { params: { id } });
      setTurn(turn + 1);
    } catch (error) {
      toasts.show({ message: accountFault(error) }, 8_000);
    }
  }
  return (
    <section class="page-section">
      <h2>{text('devicesSection')}</h2>
      {state.step === 'loading' && <Spinner label={text('loading')} />}
      {state.step === 'failed' && (
        <p class="soft">
          {text('devicesFailed')} <Button onClick={retry}>{text('retry')}</Button>
        </p>
      )}
      {state.step === 'here' && (
        <ul class="settings-list">
          {state.value.items.map(({ id, label, lastUsedAt, current }) => (
            <li key={id}>
              <span class="ellipsis">{label || text('deviceUnnamed')}</span>
              <span class="soft tabular" title={formatExact(lastUsedAt)}>
                {current ? text('thisDevice') : text('lastUsed', { day: formatInstant(lastUsedAt, services.now(), true) })}
              </span>
              {!current && (
                <Button kind="quiet" onClick={() => void revoke(id)}>
                  {text('signOut')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
