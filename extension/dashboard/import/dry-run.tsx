import type { ImportReport } from '../../../contract/index.ts';
import { formatNumber } from '../../texts/format.ts';
import { text, textCount } from '../../texts/text.ts';
import { Button } from '../../ui/button.tsx';
import { useWorkspace } from '../dashboard.ts';
import { Questions } from './questions.tsx';
import { dialectWord } from './dialect-word.ts';
import { rowWord } from './row-words.ts';
import { VerdictRows } from './verdict-rows.tsx';

/** What an import would do: the questions that are open, how many rows become what, and each row. Nothing is kept yet. */
export function DryRun({ report, onStart }: { report: ImportReport; onStart: () => void }) {
  const { imports } = useWorkspace();
  const { counts, questions, extraColumns } = report;
  const busy = imports.work.value !== null;
  const ready = questions.length === 0 && counts.new > 0;
  const needLook = counts.rows - counts.new + counts.remarks;
  return (
    <>
      {questions.length > 0 && <Questions questions={questions} busy={busy} onAnswer={(answers) => void imports.answer(answers)} />}
      <section class="page-section">
        <h2>{text('importFound', { what: dialectWord(report.dialect) })}</h2>
        <dl class="import-counts tabular">
          <Count word={text('verdict_new')} count={counts.new} />
          <Count word={text('verdict_already_saved')} count={counts.alreadySaved} />
          <Count word={text('verdict_duplicate_in_file')} count={counts.duplicateInFile} />
          <Count word={text('verdict_needs_answer')} count={counts.needsAnswer} />
          <Count word={text('verdict_refused')} count={counts.refused} />
        </dl>
        {extraColumns.length > 0 && <p class="soft">{text('importExtra', { columns: extraColumns.join(', ') })}</p>}
        {report.notes.map((note) => (
          <p key={note} class="soft">
            {rowWord(note)}
          </p>
        ))}
        <div class="page-actions">
          <Button kind="primary" disabled={!ready} busy={busy && ready} onClick={onStart}>
            {counts.new === 0 ? text('importNothingNew') : textCount('importCount', counts.new)}
          </Button>
          {needLook > 0 && (
            <label class="panel-choice">
              <input
                type="checkbox"
                checked={imports.attention.value}
                onChange={(event) => void imports.setAttention(event.currentTarget.checked)}
              />
              {text('importAttention', { count: formatNumber(needLook) })}
            </label>
          )}
        </div>
        {questions.length > 0 && <p class="soft">{text('importAnswerFirst')}</p>}
        <VerdictRows />
      </section>
    </>
  );
}

function Count({ word, count }: { word: string; count: number }) {
  if (count === 0) return null;
  return (
    <div>
      <dt>{word}</dt>
      <dd>{formatNumber(count)}</dd>
    </div>
  );
}
