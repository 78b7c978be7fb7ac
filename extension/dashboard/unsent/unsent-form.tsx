import { useState } from 'preact/hooks';
import * as v from 'valibot';
import { SaveApplication, type SaveApplicationInput } from '../../../contract/index.ts';
import { text } from '../../texts/text.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { fieldWord } from '../../texts/field-word.ts';
import { invalidWord } from '../../texts/invalid-word.ts';

interface UnsentFormProps {
  body: SaveApplicationInput;
  onSave: (body: SaveApplicationInput) => Promise<void>;
  onCancel: () => void;
}

/** The fields a server may refuse, before it has accepted them. What the person left alone is sent as it was. */
export function UnsentForm({ body, onSave, onCancel }: UnsentFormProps) {
  const { posting } = body;
  const [written, setWritten] = useState({
    title: posting.title,
    company: posting.company,
    location: posting.location ?? '',
    url: posting.url,
    notes: body.notes ?? '',
  });
  const [fault, setFault] = useState<{ path: string; message: string } | null>(null);

  function submit(event: Event): void {
    event.preventDefault();
    const { title, company, location, url, notes } = written;
    const changed = { ...body, posting: { ...posting, title, company, location: location.trim() || null, url }, notes };
    const parsed = v.safeParse(SaveApplication, changed);
    if (parsed.success) return void onSave(changed);
    const [issue] = parsed.issues;
    setFault({ path: v.getDotPath(issue) ?? '', message: invalidWord(issue.message) });
  }
  const line = (name: keyof typeof written, path: string) => (
    <Field label={fieldWord(path)} error={fault?.path === path && fault.message}>
      {(control) =>
        name === 'notes' ? (
          <textarea
            {...control}
            class="input"
            rows={3}
            value={written.notes}
            onInput={(event) => setWritten({ ...written, notes: event.currentTarget.value })}
          />
        ) : (
          <input
            {...control}
            class="input"
            value={written[name]}
            onInput={(event) => {
              setFault(null);
              setWritten({ ...written, [name]: event.currentTarget.value });
            }}
          />
        )
      }
    </Field>
  );
  const elsewhere =
    fault !== null && !['posting.title', 'posting.company', 'posting.location', 'posting.url', 'notes'].includes(fault.path);
  return (
    <form class="unsent-form" onSubmit={submit}>
      {line('title', 'posting.title')}
      {line('company', 'posting.company')}
      {line('location', 'posting.location')}
      {line('url', 'posting.url')}
      {line('notes', 'notes')}
      {elsewhere && (
        <p class="field-error" role="alert">
          {text('fieldValue', { field: fieldWord(fault.path), value: fault.message })}
        </p>
      )}
      <div class="page-actions">
        <Button kind="primary" type="submit">
          {text('saveAndSend')}
        </Button>
        <Button kind="quiet" onClick={onCancel}>
          {text('cancel')}
        </Button>
      </div>
    </form>
  );
}
