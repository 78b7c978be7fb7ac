import { useId, useRef, useState } from 'preact/hooks';
import * as v from 'valibot';
import { Salary, SALARY_PERIODS } from '../../../contract/index.ts';
import { formatSalary } from '../../texts/format.ts';
import { text } from '../../texts/text.ts';
import { Button } from '../../ui/button.tsx';
import { parseAmount } from '../parse-amount.ts';

interface PayFieldProps {
  salary: Salary | null;
  onCommit: (salary: Salary | null) => void;
}

/** Pay as one line that opens into its four parts. */
export function PayField({ salary, onCommit }: PayFieldProps) {
  const [editing, setEditing] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setEditing(false);
    requestAnimationFrame(() => button.current?.focus());
  };
  if (editing) {
    return (
      <PayForm
        salary={salary}
        onCancel={close}
        onCommit={(changed) => {
          close();
          onCommit(changed);
        }}
      />
    );
  }
  return (
    <button ref={button} type="button" class="button property-button tabular" data-kind="quiet" onClick={() => setEditing(true)}>
      {salary ? formatSalary(salary) : <span class="soft">{text('notSet')}</span>}
    </button>
  );
}

function PayForm({ salary, onCancel, onCommit }: PayFieldProps & { onCancel: () => void }) {
  const [fault, setFault] = useState<string | null>(null);
  const faultId = useId();
  function submit(event: SubmitEvent & { currentTarget: HTMLFormElement }): void {
    event.preventDefault();
    const written = new FormData(event.currentTarget);
    const read = (name: string) => String(written.get(name) ?? '').trim();
    const min = parseAmount(read('min'));
    const max = parseAmount(read('max'));
    if (min === null && max === null) return onCommit(null);
    const currency = read('currency').toUpperCase() || null;
    const parsed = v.safeParse(Salary, { min, max, currency, period: read('period') || null });
    if (parsed.success) onCommit(parsed.output);
    else if (Number.isNaN(min) || Number.isNaN(max)) setFault(text('payNotNumber'));
    else if (min !== null && max !== null && min > max) setFault(text('payOrder'));
    else setFault(text('payCurrency'));
  }
  return (
    <form
      class="pay-form"
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        onCancel();
      }}
    >
      <div class="pay-parts" aria-describedby={fault === null ? undefined : faultId}>
        <input
          class="input tabular"
          name="min"
          inputMode="decimal"
          aria-label={text('from')}
          placeholder={text('from')}
          defaultValue={salary?.min?.toString() ?? ''}
          ref={(field) => field?.focus()}
        />
        <input
          class="input tabular"
          name="max"
          inputMode="decimal"
          aria-label={text('to')}
          placeholder={text('to')}
          defaultValue={salary?.max?.toString() ?? ''}
        />
        <input
          class="input"
          name="currency"
          maxLength={3}
          autocomplete="off"
          aria-label={text('currency')}
          placeholder="EUR"
          defaultValue={salary?.currency ?? ''}
        />
        <select class="input" name="period" aria-label={text('payPeriod')} defaultValue={salary?.period ?? ''}>
          <option value="">–</option>
          {SALARY_PERIODS.map((period) => (
            <option key={period} value={period} selected={salary?.period === period}>
              {text(`period_${period}`)}
            </option>
          ))}
        </select>
      </div>
      {fault !== null && (
        <span class="field-error" id={faultId} role="alert">
          {fault}
        </span>
      )}
      <div class="pay-actions">
        <Button kind="primary" type="submit">
          {text('done')}
        </Button>
        <Button kind="quiet" onClick={onCancel}>
          {text('cancel')}
        </Button>
      </div>
    </form>
  );
}
