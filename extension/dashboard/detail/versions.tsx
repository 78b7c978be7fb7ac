import { useEffect, useState } from 'preact/hooks';
import type { Snapshot } from '../../../contract/index.ts';
import { formatExact, formatInstant } from '../../texts/format.ts';
import { text, textCount } from '../../texts/text.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Spinner } from '../../ui/progress.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { useDashboard, useWorkspace } from '../dashboard.ts';
import { Markdown } from '../markdown/markdown.tsx';
import type { Piece } from './compare-texts.ts';
import { useFetched } from '../asking/use-fetched.ts';

/** The posting's text as it stood at each capture, and what changed from one to the next. */
export function Versions({ id, changeNumber }: { id: string; changeNumber: number }) {
  const { api } = useWorkspace();
  const { state, retry } = useFetched((signal) => api.call('listSnapshots', { params: { id }, signal }), [id, changeNumber, api]);
  if (state.step === 'loading') return <Spinner label={text('loading')} />;
  if (state.step === 'failed') {
    return (
      <p class="soft">
        {text('versionsFailed')} <Button onClick={retry}>{text('retry')}</Button>
      </p>
    );
  }
  const { items } = state.value;
  if (items.length === 0) return <p class="soft">{text('noVersions')}</p>;
  return <VersionReader snapshots={items} />;
}

type Way = 'text' | 'changes';

/** `snapshots` come newest first. */
function VersionReader({ snapshots }: { snapshots: readonly Snapshot[] }) {
  const { services } = useDashboard();
  const [at, setAt] = useState(0);
  const [way, setWay] = useState<Way>(snapshots.length > 1 ? 'changes' : 'text');
  const shown = snapshots[at];
  const before = snapshots[at + 1];
  if (!shown) return null;
  return (
    <div class="versions">
      <div class="versions-head">
        <Field label={textCount('versions', snapshots.length)}>
          {(control) => (
            <select {...control} class="input" onInput={(event) => setAt(event.currentTarget.selectedIndex)}>
              {snapshots.map((snapshot, index) => (
                <option key={snapshot.id} selected={index === at} title={formatExact(snapshot.capturedAt)}>
                  {text('readOn', { day: formatInstant(snapshot.capturedAt, services.now(), true) })}
                </option>
              ))}
            </select>
          )}
        </Field>
        {before && (
          <Segmented<Way>
            label={text('tab_versions')}
            options={[
              { value: 'changes', label: text('versionChanges') },
              { value: 'text', label: text('versionText') },
            ]}
            value={way}
            onChange={setWay}
          />
        )}
      </div>
      {before && way === 'changes' ? (
        <Comparison key={shown.id} before={before} after={shown} />
      ) : (
        <Markdown source={shown.text} truncated={text('descriptionCut')} />
      )}
    </div>
  );
}

function Comparison({ before, after }: { before: Snapshot; after: Snapshot }) {
  const [pieces, setPieces] = useState<readonly Piece[] | null>(null);
  useEffect(() => {
    let current = true;
    const compare = async () => {
      // Only who compares loads what compares.
      const { compareTexts, aroundChanges } = await import('./compare-texts.ts');
      const found = aroundChanges(compareTexts(before.text, after.text));
      if (current) setPieces(found);
    };
    void compare();
    return () => {
      current = false;
    };
  }, [before, after]);
  if (pieces === null) return <Spinner label={text('loading')} />;
  if (pieces.every(({ kind }) => kind === 'same')) return <p class="soft">{text('versionsSame')}</p>;
  return (
    <div class="comparison">
      {pieces.map(({ kind, text: words }, index) => {
        if (kind === 'added') return <ins key={index}>{words}</ins>;
        if (kind === 'removed') return <del key={index}>{words}</del>;
        return <span key={index}>{words}</span>;
      })}
    </div>
  );
}
