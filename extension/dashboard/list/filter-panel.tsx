import { ListFilter } from 'lucide';
import { useState } from 'preact/hooks';
import { OUTCOMES, STAGES, WORKPLACE_TYPES } from '../../../contract/index.ts';
import { text } from '../../texts/text.ts';
import { outcomeWord, stageWord, workplaceWord } from '../../texts/words.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Popover } from '../../ui/popover.tsx';
import { TagInput } from '../../ui/tag-input.tsx';
import { useWorkspace } from '../dashboard.ts';
import { parseAmount } from '../parse-amount.ts';
import { filterDateWord } from './filter-words.ts';
import { activeFilters, FILTER_DATES, NO_FILTERS, type Filters } from './filters.ts';

/** Every way to narrow the list, in one panel; each takes effect at once. */
export function FilterPanel() {
  const { list } = useWorkspace();
  const filters = list.filters.value;
  const count = activeFilters(filters).length;
  const set = (part: Partial<Filters>) => (list.filters.value = { ...filters, ...part });
  const label = count > 0 ? text('filtersCount', { count: String(count) }) : text('filters');
  return (
    <Popover label={label} icon={ListFilter} active={count > 0} class="tool" button={<span class="wide-word">{label}</span>}>
      {() => (
        <div class="filter-panel">
          {list.stage.value === 'all' && (
            <Boxes
              name={text('field_stage')}
              values={STAGES}
              word={stageWord}
              chosen={filters.stages}
              onChange={(stages) => set({ stages })}
            />
          )}
          <Boxes
            name={text('field_outcome')}
            values={OUTCOMES}
            word={outcomeWord}
            chosen={filters.outcomes}
            onChange={(outcomes) => set({ outcomes })}
          />
          <Boxes
            name={text('field_workplaceType')}
            values={WORKPLACE_TYPES}
            word={workplaceWord}
            chosen={filters.workplaces}
            onChange={(workplaces) => set({ workplaces })}
          />
          <div class="field">
            <span class="field-label">{text('field_tags')}</span>
            <TagInput
              label={text('field_tags')}
              values={filters.tags}
              suggestions={list.tags.value}
              placeholder={text('addTag')}
              removeLabel={(tag) => text('removeTag', { tag })}
              onChange={(tags) => set({ tags })}
            />
          </div>
          <div class="field">
            <span class="field-label">{text('field_company')}</span>
            <TagInput
              label={text('field_company')}
              values={filters.companies}
              suggestions={list.companies.value}
              placeholder={text('addCompany')}
              maxLength={300}
              whole
              removeLabel={(company) => text('removeCompany', { company })}
              onChange={(companies) => set({ companies })}
            />
          </div>
          <PayFilter filters={filters} onChange={set} />
          <DateFilter filters={filters} onChange={set} />
          <div class="panel-foot">
            <Button kind="quiet" aria-disabled={count === 0} onClick={() => (list.filters.value = NO_FILTERS)}>
              {text('clearFilters')}
            </Button>
          </div>
        </div>
      )}
    </Popover>
  );
}

interface BoxesProps<Value extends string> {
  name: string;
  values: readonly Value[];
  word: (value: Value) => string;
  chosen: readonly Value[];
  onChange: (chosen: Value[]) => void;
}

function Boxes<Value extends string>({ name, values, word, chosen, onChange }: BoxesProps<Value>) {
  return (
    <fieldset class="boxes">
      <legend class="field-label">{name}</legend>
      {values.map((value) => (
        <label key={value}>
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={() => onChange(values.filter((other) => (other === value) !== chosen.includes(other)))}
          />
          {word(value)}
        </label>
      ))}
    </fieldset>
  );
}

type PartProps = { filters: Filters; onChange: (part: Partial<Filters>) => void };

function PayFilter({ filters: { pay }, onChange }: PartProps) {
  const { list } = useWorkspace();
  const [unclear, setUnclear] = useState(false);
  const currencies = [...new Set([...(list.applications.value?.values() ?? [])].flatMap(({ posting }) => posting.salary?.currency ?? []))];
  return (
    <div class="panel-pair">
      <Field label={text('filterPay')} error={unclear && text('payNotNumber')}>
        {(control) => (
          <input
            {...control}
            class="input tabular"
            inputMode="decimal"
            defaultValue={pay.atLeast === null ? '' : String(pay.atLeast)}
            onInput={(event) => {
              const atLeast = parseAmount(event.currentTarget.value);
              setUnclear(Number.isNaN(atLeast));
              if (!Number.isNaN(atLeast)) onChange({ pay: { ...pay, atLeast } });
            }}
          />
        )}
      </Field>
      <Field label={text('currency')}>
        {(control) => (
          <select
            {...control}
            class="input"
            onInput={(event) => onChange({ pay: { ...pay, currency: event.currentTarget.value || null } })}
          >
            <option value="">{text('anyCurrency')}</option>
            {currencies.toSorted().map((currency) => (
              <option key={currency} value={currency} selected={currency === pay.currency}>
                {currency}
              </option>
            ))}
          </select>
        )}
      </Field>
    </div>
  );
}

function DateFilter({ filters: { date }, onChange }: PartProps) {
  const day = (end: 'from' | 'to') => (
    <Field label={text(end === 'from' ? 'from' : 'to')}>
      {(control) => (
        <input
          {...control}
          class="input tabular"
          type="date"
          value={date[end] ?? ''}
          onInput={(event) => onChange({ date: { ...date, [end]: event.currentTarget.value || null } })}
        />
      )}
    </Field>
  );
  return (
    <div class="panel-dates">
      <Field label={text('filterDate')}>
        {(control) => (
          <select
            {...control}
            class="input"
            onInput={(event) => {
              const field = FILTER_DATES.find((known) => known === event.currentTarget.value);
              if (field) onChange({ date: { ...date, field } });
            }}
          >
            {FILTER_DATES.map((field) => (
              <option key={field} value={field} selected={field === date.field}>
                {filterDateWord(field)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {day('from')}
      {day('to')}
    </div>
  );
}
