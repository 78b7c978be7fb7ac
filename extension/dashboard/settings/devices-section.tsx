import { useState } from 'preact/hooks';
import { formatExact, formatInstant } from '../../texts/format.ts';
import { text } from '../../texts/text.ts';
import { Button } from '../../ui/button.tsx';
import { useDashboard, useWorkspace } from '../dashboard.ts';
import { useFetched } from '../asking/use-fetched.ts';
import { Fault } from '../asking/fault.tsx';
import { FetchedSection } from '../asking/fetched-section.tsx';
import { useTask } from '../asking/use-task.ts';

/** The devices that are signed in; any of them can be signed out from here. */
export function DevicesSection() {
  const { services } = useDashboard();
  const { api } = useWorkspace();
  const [turn, setTurn] = useState(0);
  const fetched = useFetched((signal) => api.call('listSessions', { signal }), [api, turn]);
  const { fault, run } = useTask();
  const revoke = (id: string) =>
    run(async () => {
      await api.call('revokeSession', { params: { id } });
      setTurn(turn + 1);
    });
  return (
    <FetchedSection title={text('devicesSection')} fetched={fetched} foot={<Fault>{fault}</Fault>}>
      {({ items }) => (
        <ul class="lines">
          {items.map(({ id, label, lastUsedAt, current }) => (
            <li key={id}>
              <span class="lines-what">
                <span class="ellipsis">{label || text('deviceUnnamed')}</span>
                <span class="soft tabular" title={formatExact(lastUsedAt)}>
                  {current ? text('thisDevice') : text('lastUsed', { day: formatInstant(lastUsedAt, services.now(), true) })}
                </span>
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
    </FetchedSection>
  );
}
