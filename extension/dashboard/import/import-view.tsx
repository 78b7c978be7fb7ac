import { CircleCheck } from 'lucide';
import { useState } from 'preact/hooks';
import type { ImportReply, ImportUnderWay } from '../../../contract/index.ts';
import { formatNumber, formatSize } from '../../texts/format.ts';
import { text, textCount } from '../../texts/text.ts';
import { Button } from '../../ui/button.tsx';
import { Progress } from '../../ui/progress.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useDashboard, useWorkspace } from '../dashboard.ts';
import { FilePicker } from './file-picker.tsx';
import { DryRun } from './dry-run.tsx';
import { FaultLine } from './fault-line.tsx';
import { PastImports } from './past-imports.tsx';

/** A file of applications: chosen, looked through row by row before anything is kept, imported, and taken back. */
export function ImportView() {
  const { services, router, toasts } = useDashboard();
  const { imports, undoImport, sync } = useWorkspace();
  const [turn, setTurn] = useState(0);
  const work = imports.work.value;
  const file = imports.file.value;
  const done = imports.done.value;
  const report = imports.report.value;

  async function start(): Promise<void> {
    const made = await imports.start();
    setTurn((before) => before + 1);
    if (made === null) return;
    await sync();
    toasts.show({
      message: textCount('imported', made.created),
      action: { label: text('undo'), run: () => void undoImport(made).then(() => setTurn((before) => before + 1)) },
    });
  }

  return (
    <div class="page import">
      <header class="page-head">
        <h1>{text('import')}</h1>
        {report !== null && work === null && <Button onClick={imports.reset}>{text('importAnother')}</Button>}
      </header>
      {file !== null && (
        <p class="import-file">
          <span class="ellipsis">{file.name}</span> <span class="soft tabular">{formatSize(file.content.size)}</span>
        </p>
      )}
      <div role="status">
        {work?.slow && (
          <div class="import-work">
            <span class="soft">
              {text(work.doing === 'importing' ? 'importRunning' : 'importReading')} <Far underWay={work.underWay} />
            </span>
            <Progress label={text('import')} value={work.underWay && work.underWay.rows / work.underWay.of} />
            <Button kind="quiet" onClick={imports.cancel}>
              {text('cancel')}
            </Button>
          </div>
        )}
      </div>
      <FaultLine fault={imports.fault.value} onRetry={report ? undefined : () => void imports.answer({})} />
      {report === null && (services.online.value ? <FilePicker onFile={(chosen) => void imports.choose(chosen)} /> : <OfflineHint />)}
      {report !== null && done === null && <DryRun report={report} onStart={() => void start()} />}
      {done !== null && <Done reply={done} onShow={() => router.go({ view: 'list', stage: 'all', application: null })} />}
      {services.online.value && <PastImports turn={turn} />}
    </div>
  );
}

/** The bar says it too, and is not read out again with every row. */
function Far({ underWay }: { underWay: ImportUnderWay | null }) {
  if (underWay === null) return null;
  return (
    <span class="tabular" aria-hidden="true">
      {text('shownOf', { shown: formatNumber(underWay.rows), total: formatNumber(underWay.of) })}
    </span>
  );
}

function OfflineHint() {
  return <p class="soft">{text('importOffline')}</p>;
}

function Done({ reply, onShow }: { reply: ImportReply; onShow: () => void }) {
  const { counts } = reply.report;
  const left = counts.rows - (reply.import?.created ?? 0);
  return (
    <section class="page-section import-done">
      <h2>
        <Icon icon={CircleCheck} />
        {reply.import === null ? text('importedNothing') : textCount('imported', reply.import.created)}
      </h2>
      {left > 0 && <p class="soft">{text('importLeftOut', { count: formatNumber(left) })}</p>}
      {reply.import !== null && (
        <Button kind="primary" onClick={onShow}>
          {text('importShow')}
        </Button>
      )}
    </section>
  );
}
