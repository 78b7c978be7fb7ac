import { useState } from 'preact/hooks';
import { text } from '../../texts/text.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { Markdown } from '../markdown/markdown.tsx';
import { QuietText } from './quiet-field.tsx';

type Way = 'write' | 'read';

/** Notes are Markdown: written as text, read as it will look. */
export function Notes({ notes, onCommit }: { notes: string; onCommit: (notes: string) => void }) {
  const [way, setWay] = useState<Way>('write');
  return (
    <div class="notes-panel">
      <Segmented<Way>
        label={text('field_notes')}
        options={[
          { value: 'write', label: text('notesWrite') },
          { value: 'read', label: text('notesRead') },
        ]}
        value={way}
        onChange={setWay}
      />
      {way === 'write' ? (
        <QuietText
          class="notes"
          label={text('field_notes')}
          placeholder={text('notesPlaceholder')}
          lines="many"
          maxLength={100_000}
          value={notes}
          onCommit={onCommit}
        />
      ) : notes.trim() === '' ? (
        <p class="soft">{text('notesPlaceholder')}</p>
      ) : (
        <Markdown source={notes} truncated={text('descriptionCut')} />
      )}
    </div>
  );
}
