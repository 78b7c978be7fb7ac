import { useState } from 'preact/hooks';
import { text } from '../../texts/text.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { useDashboard, useWorkspace } from '../dashboard.ts';
import { Markdown } from '../markdown/markdown.tsx';
import { keepNoteDraft } from './note-draft.ts';
import { QuietText } from './quiet-field.tsx';

type Way = 'write' | 'read';

interface NotesProps {
  id: string;
  notes: string;
  /** Resolves when they are kept. */
  onCommit: (notes: string) => Promise<void>;
}

/** Notes are Markdown: written as text, read as it will look. */
export function Notes({ id, notes, onCommit }: NotesProps) {
  const { services } = useDashboard();
  const { owner } = useWorkspace();
  const draft = keepNoteDraft(services.storage, owner, id);
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
          onDraft={(text) => draft.put(notes, text)}
          onCommit={(text) => void onCommit(text).then(() => draft.drop(text))}
        />
      ) : notes.trim() === '' ? (
        <p class="soft">{text('notesPlaceholder')}</p>
      ) : (
        <Markdown source={notes} truncated={text('descriptionCut')} />
      )}
    </div>
  );
}
