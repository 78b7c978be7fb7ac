import { FileUp } from 'lucide';
import { useRef, useState } from 'preact/hooks';
import { text } from '../../texts/text.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';

/** Names are the products' own, in every language. */
const SOURCES = 'Huntr, Teal, Simplify, LinkedIn, JobSync, Jackdaw';

/** A file, picked or dropped. What it is, the server finds out. */
export function FilePicker({ onFile }: { onFile: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  return (
    <div
      class="file-drop"
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const [dropped] = event.dataTransfer?.files ?? [];
        if (dropped) onFile(dropped);
      }}
    >
      <Icon icon={FileUp} size={24} />
      <div>
        <h2>{text('importDrop')}</h2>
        <p class="soft">{text('importSources', { names: SOURCES })}</p>
        <p class="soft">{text('importSafe')}</p>
      </div>
      <input
        ref={input}
        type="file"
        class="unseen"
        tabIndex={-1}
        aria-label={text('importChoose')}
        accept=".csv,.tsv,.txt,.json,text/csv,text/plain,application/json"
        onChange={(event) => {
          const [chosen] = event.currentTarget.files ?? [];
          if (chosen) onFile(chosen);
          // The same file again, mended meanwhile, is a change too.
          event.currentTarget.value = '';
        }}
      />
      <Button kind="primary" onClick={() => input.current?.click()}>
        {text('importChoose')}
      </Button>
    </div>
  );
}
