import type { ComponentChildren } from 'preact';
import { text } from '../../texts/text.ts';
import { Button } from '../../ui/button.tsx';
import { Spinner } from '../../ui/progress.tsx';
import type { useFetched } from './use-fetched.ts';

interface FetchedSectionProps<Value> {
  title: string;
  hint?: string;
  fetched: ReturnType<typeof useFetched<Value>>;
  children: (value: Value) => ComponentChildren;
  /** Below, whatever became of the fetching. */
  foot?: ComponentChildren;
}

/** A section of what only the server knows: its three states. */
export function FetchedSection<Value>({ title, hint, fetched: { state, retry }, children, foot }: FetchedSectionProps<Value>) {
  return (
    <section class="page-section">
      <h2>{title}</h2>
      {hint !== undefined && <p class="soft">{hint}</p>}
      {state.step === 'loading' && <Spinner label={text('loading')} />}
      {state.step === 'failed' && (
        <p class="soft">
          {text('listFailed')} <Button onClick={retry}>{text('retry')}</Button>
        </p>
      )}
      {state.step === 'here' && children(state.value)}
      {foot}
    </section>
  );
}
