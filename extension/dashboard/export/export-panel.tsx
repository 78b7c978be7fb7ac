import { Download } from 'lucide';
import { useState } from 'preact/hooks';
import { CSV_COLUMNS, type CsvColumn } from '../../../contract/index.ts';
import { formatSize } from '../../texts/format.ts';
import { text, textCount } from '../../texts/text.ts';
import { Button } from '../../ui/button.tsx';
import { Popover } from '../../ui/popover.tsx';
import { Progress } from '../../ui/progress.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { useDashboard, useWorkspace } from '../dashboard.ts';
import { reasonWord } from '../../texts/problem-words.ts';
import type { ExportAsk } from './export-store.ts';

type Format = 'csv' | 'json';

/** A file of the applications: which of them, which columns, in which format. */
export function ExportPanel() {
  const { exports } = useWorkspace();
  const { toasts } = useDashboard();
  const state = exports.state.value;
  async function start(ask: ExportAsk): Promise<void> {
    const bytes = await exports.start(ask);
    if (bytes !== null) toasts.show({ message: text('exported', { size: formatSize(bytes) }) });
    else if (exports.state.value.step === 'failed') {
      const { reason } = exports.state.value;
      const why = reason === 'refused' ? text('reason_server') : reasonWord(reason);
      toasts.show({ message: text('exportFailed', { reason: why }), action: { label: text('retry'), run: () => void start(ask) } });
      exports.dismiss();
    }
  }
  if (state.step === 'running' && state.slow) {
    return (
      <div class="export-running">
        <div>
          <span class="soft tabular">
            {state.bytes === 0 ? text('exportPreparing') : text('exporting', { size: formatSize(state.bytes) })}
          </span>
          <Progress label={text('export')} value={null} />
        </div>
        <Button kind="quiet" onClick={exports.cancel}>
          {text('cancel')}
        </Button>
      </div>
    );
  }
  return (
    <Popover label={text('export')} icon={Download} class="tool" button={<span class="wide-word">{text('export')}</span>}>
      {(close) => (
        <ExportChoices
          onStart={(ask) => {
            close();
            void start(ask);
          }}
        />
      )}
    </Popover>
  );
}

function ExportChoices({ onStart }: { onStart: (ask: ExportAsk) => void }) {
  const { list } = useWorkspace();
  const [format, setFormat] = useState<Format>('csv');
  const [onlyShown, setOnlyShown] = useState(false);
  const [columns, setColumns] = useState<readonly CsvColumn[]>(CSV_COLUMNS);
  const shown = list.visible.value.length;
  const narrowed = shown !== list.counts.value.all;
  const start = () => {
    const only = onlyShown && narrowed ? new Set(list.visible.value.map(({ id }) => id)) : null;
    onStart(format === 'json' ? { format } : { format, columns, only });
  };
  return (
    <form
      class="export-panel"
      onSubmit={(event) => {
        event.preventDefault();
        if (columns.length > 0) start();
      }}
    >
      <Segmented<Format>
        label={text('exportFormat')}
        options={[
          { value: 'csv', label: 'CSV' },
          { value: 'json', label: 'JSON' },
        ]}
        value={format}
        onChange={setFormat}
      />
      <p class="soft">{text(format === 'csv' ? 'exportCsvHint' : 'exportJsonHint')}</p>
      {format === 'csv' && narrowed && (
        <label class="panel-choice">
          <input type="checkbox" checked={onlyShown} onChange={() => setOnlyShown(!onlyShown)} />
          {textCount('exportShown', shown)}
        </label>
      )}
      {format === 'csv' && (
        <fieldset class="export-columns">
          <legend class="field-label">{text('columns')}</legend>
          {CSV_COLUMNS.map((column) => (
            <label key={column} class="panel-choice">
              <input
                type="checkbox"
                checked={columns.includes(column)}
                onChange={() => setColumns(CSV_COLUMNS.filter((other) => (other === column) !== columns.includes(other)))}
              />
              {column}
            </label>
          ))}
        </fieldset>
      )}
      <div class="panel-foot">
        <Button kind="primary" type="submit" disabled={format === 'csv' && columns.length === 0}>
          {text(format === 'csv' ? 'exportCsv' : 'exportJson')}
        </Button>
      </div>
    </form>
  );
}
