import { useState } from 'preact/hooks';
import {
  DATE_ORDERS,
  type DateOrder,
  type ImportAnswers,
  type ImportField,
  type ImportQuestion,
  OUTCOMES,
  STAGES,
  type StageMeaning,
} from '../../../contract/index.ts';
import { text, textCount } from '../../texts/text.ts';
import { outcomeWord, stageWord } from '../../texts/words.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { fieldWord } from '../../texts/field-word.ts';

interface QuestionsProps {
  questions: readonly ImportQuestion[];
  busy: boolean;
  onAnswer: (answers: ImportAnswers) => void;
}

/** What the file does not say: asked, never guessed. */
export function Questions({ questions, busy, onAnswer }: QuestionsProps) {
  const [answers, setAnswers] = useState<ImportAnswers>({});
  const answered = Object.keys(answers).length > 0;
  return (
    <form
      class="page-section import-questions"
      onSubmit={(event) => {
        event.preventDefault();
        if (answered && !busy) onAnswer(answers);
      }}
    >
      <h2>{textCount('importQuestions', questions.length)}</h2>
      {questions.map((question) => (
        <Question
          key={question.kind === 'columns' ? 'columns' : `${question.kind} ${question.column}`}
          question={question}
          answers={answers}
          onAnswer={setAnswers}
        />
      ))}
      <Button kind="primary" type="submit" disabled={!answered} busy={busy}>
        {text('importAnswer')}
      </Button>
    </form>
  );
}

interface QuestionProps {
  question: ImportQuestion;
  answers: ImportAnswers;
  onAnswer: (answers: ImportAnswers) => void;
}

function Question({ question, answers, onAnswer }: QuestionProps) {
  if (question.kind === 'dateOrder') {
    const { column } = question;
    const examples = [...new Set(question.examples)];
    return (
      <div class="import-question">
        <p>{text('importDateOrder', { column, examples: examples.join(', ') })}</p>
        <Segmented<DateOrder | 'open'>
          label={text('importDateOrder', { column, examples: examples.join(', ') })}
          options={DATE_ORDERS.map((order) => ({
            value: order,
            label: text(order === 'day first' ? 'importDayFirst' : 'importMonthFirst'),
          }))}
          value={answers.dateOrder?.[column] ?? 'open'}
          onChange={(order) => {
            if (order !== 'open') onAnswer({ ...answers, dateOrder: { ...answers.dateOrder, [column]: order } });
          }}
        />
      </div>
    );
  }
  if (question.kind === 'stageWords') {
    return (
      <div class="import-question">
        <p>{text('importStageWords', { column: question.column })}</p>
        {question.words.map(({ word, rows }) => (
          <Field key={word} label={word} hint={textCount('importRowsOf', rows)}>
            {(control) => (
              <MeaningSelect
                {...control}
                meaning={answers.stageWords?.[word]}
                onMeaning={(meaning) => onAnswer({ ...answers, stageWords: { ...answers.stageWords, [word]: meaning } })}
              />
            )}
          </Field>
        ))}
      </div>
    );
  }
  return (
    <div class="import-question">
      <p>{text('importColumns')}</p>
      {question.missing.map((field: ImportField) => (
        <Field key={field} label={fieldWord(['title', 'company', 'url', 'location'].includes(field) ? `posting.${field}` : field)}>
          {(control) => (
            <select
              {...control}
              class="input"
              value={answers.columns?.[field] ?? ''}
              onChange={({ currentTarget: { value } }) => {
                if (value !== '') onAnswer({ ...answers, columns: { ...answers.columns, [field]: value } });
              }}
            >
              <option value="">{text('importChooseColumn')}</option>
              {question.headers.map((header) => (
                <option key={header} value={header}>
                  {header}
                </option>
              ))}
            </select>
          )}
        </Field>
      ))}
    </div>
  );
}

interface MeaningSelectProps {
  meaning: ImportMeaning | undefined;
  onMeaning: (meaning: ImportMeaning) => void;
  id: string;
}
type ImportMeaning = NonNullable<ImportAnswers['stageWords']>[string];

/** Every stage, and for a closed one every way in which it may have ended. */
const MEANINGS: readonly StageMeaning[] = [
  ...STAGES.map((stage) => ({ stage, outcome: null })),
  ...OUTCOMES.map((outcome) => ({ stage: 'closed' as const, outcome })),
];
const keyOf = ({ stage, outcome }: ImportMeaning) => `${stage} ${outcome ?? ''}`;

function MeaningSelect({ meaning, onMeaning, ...control }: MeaningSelectProps) {
  return (
    <select
      {...control}
      class="input"
      value={meaning === undefined ? '' : keyOf(meaning)}
      onChange={({ currentTarget: { value } }) => {
        const chosen = MEANINGS.find((one) => keyOf(one) === value);
        if (chosen) onMeaning(chosen);
      }}
    >
      <option value="">{text('importChooseStage')}</option>
      {MEANINGS.map((one) => (
        <option key={keyOf(one)} value={keyOf(one)}>
          {one.outcome === null
            ? stageWord(one.stage)
            : text('fieldValue', { field: stageWord(one.stage), value: outcomeWord(one.outcome) })}
        </option>
      ))}
    </select>
  );
}
