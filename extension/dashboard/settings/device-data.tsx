import { useEffect, useState } from 'preact/hooks';
import { formatNumber, formatSize } from '../../texts/format.ts';
import { text } from '../../texts/text.ts';
import { Button } from '../../ui/button.tsx';
import { useDashboard, useWorkspace } from '../dashboard.ts';
import { writeRoute } from '../route.ts';

/** What of this account lies on this device, and how it is fetched anew. */
export function DeviceData() {
  const { unsent, toasts, services } = useDashboard();
  const { list, library, reload, sync } = useWorkspace();
  const [bytes, setBytes] = useState<number | null>(null);
  const [busy, setBusy] = useState(false);
  const shown = list.counts.value.all;
  const waiting = unsent.value.entries.value.length;
  useEffect(() => {
    let current = true;
    const estimate = async () => {
      const { usage } = await navigator.storage.estimate();
      if (current) setBytes(usage ?? null);
    };
    // Missing over plain http.
    if (typeof navigator.storage?.estimate === 'function') void estimate();
    return () => {
      current = false;
    };
  }, [shown]);

  async function fetchAgain(): Promise<void> {
    setBusy(true);
    try {
      await library.clear();
      await sync();
      await reload();
      toasts.show({ message: text('fetchedAgain') });
    } finally {
      setBusy(false);
    }
  }
  return (
    <section class="page-section">
      <h2>{text('deviceSection')}</h2>
      <dl class="facts">
        <div>
          <dt>{text('applicationsView')}</dt>
          <dd class="tabular">{formatNumber(shown)}</dd>
        </div>
        <div>
          <dt>{text('unsentView')}</dt>
          <dd class="tabular">{waiting === 0 ? formatNumber(0) : <a href={writeRoute({ view: 'unsent' })}>{formatNumber(waiting)}</a>}</dd>
        </div>
        {bytes !== null && (
          <div>
            <dt>{text('deviceSpace')}</dt>
            <dd class="tabular">{formatSize(bytes)}</dd>
          </div>
        )}
      </dl>
      <p class="soft">{text('deviceHint')}</p>
      {services.online.value && (
        <Button busy={busy} onClick={() => void fetchAgain()}>
          {text('fetchAgain')}
        </Button>
      )}
    </section>
  );
}
