import { ArrowDown, ArrowUp, Minus, Plus, Settings2, Trash2 } from 'lucide';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { text } from '../../texts/text.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Popover } from '../../ui/popover.tsx';
import { useDashboard, useWorkspace } from '../dashboard.ts';
import {
  COLUMN_IDS,
  COLUMNS,
  DEFAULT_LAYOUT,
  moveColumn,
  resizeColumn,
  toggleColumn,
  type ColumnId,
  type ColumnLayout,
} from './columns.ts';
import { WIDTH_STEP_PX } from './header-cell.tsx';
import type { SavedView } from './views.ts';

/** The saved views and the columns. */
export function ViewPanel({ withColumns }: { withColumns: boolean }) {
  return (
    <Popover label={text('view')} icon={Settings2} class="tool" button={<span class="wide-word">{text('view')}</span>}>
      {(close) => (
        <div class="view-panel">
          <SavedViews close={close} />
          {withColumns && <Columns />}
        </div>
      )}
    </Popover>
  );
}

function SavedViews({ close }: { close: () => void }) {
  const { toasts, router } = useDashboard();
  const { views, undo } = useWorkspace();
  const [name, setName] = useState('');
  function apply(view: SavedView): void {
    close();
    router.go({ view: 'list', stage: view.stage, application: null });
    views.apply(view);
  }
  function remove(view: SavedView): void {
    const at = views.saved.value.indexOf(view);
    views.remove(view);
    undo.offer({ message: text('viewRemoved', { view: view.name }), undo: () => views.restore(view, at) });
  }
  return (
    <section>
      <h2 class="field-label">{text('views')}</h2>
      {views.saved.value.length === 0 && <p class="soft">{text('noViews')}</p>}
      <ul>
        {views.saved.value.map((view) => (
          <li key={view.name} class="panel-row">
            <Button kind="quiet" class="panel-choice" aria-pressed={views.active.value?.name === view.name} onClick={() => apply(view)}>
              <span class="ellipsis">{view.name}</span>
            </Button>
            <IconButton icon={Trash2} label={text('removeView', { view: view.name })} onClick={() => remove(view)} />
          </li>
        ))}
      </ul>
      <form
        class="panel-save"
        onSubmit={(event) => {
          event.preventDefault();
          const view = name.trim();
          if (view === '') return;
          views.save(view);
          setName('');
          toasts.show({ message: text('viewSaved', { view }) });
        }}
      >
        <Field label={text('viewName')}>
          {(control) => (
            <input
              {...control}
              class="input"
              maxLength={60}
              autocomplete="off"
              value={name}
              onInput={(event) => setName(event.currentTarget.value)}
            />
          )}
        </Field>
        <Button type="submit">{text('saveView')}</Button>
      </form>
    </section>
  );
}

function Columns() {
  const { views } = useWorkspace();
  const layout = views.layout.value;
  const set = (next: ColumnLayout) => (views.layout.value = next);
  const rows = useRef<HTMLUListElement>(null);
  /** The name of what was pressed: its row moves to another place, which takes the focus away. */
  const pressed = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (pressed.current === null || rows.current?.contains(document.activeElement)) return;
    rows.current?.querySelector<HTMLElement>(`[aria-label="${CSS.escape(pressed.current)}"]`)?.focus();
  });
  const hidden = COLUMN_IDS.filter((id) => !layout.shown.includes(id));
  return (
    <section>
      <h2 class="field-label">{text('columns')}</h2>
      <ul ref={rows} onClickCapture={(event) => (pressed.current = (event.target as Element).closest('[aria-label]')?.ariaLabel ?? null)}>
        {layout.shown.map((id) => (
          <li key={id} class="panel-row">
            <ColumnBox id={id} shown />
            <IconButton icon={Minus} label={text('makeNarrower', { column: wordOf(id) })} onClick={() => set(resized(layout, id, -1))} />
            <IconButton icon={Plus} label={text('makeWider', { column: wordOf(id) })} onClick={() => set(resized(layout, id, 1))} />
            <IconButton icon={ArrowUp} label={text('moveLeft', { column: wordOf(id) })} onClick={() => set(moveColumn(layout, id, -1))} />
            <IconButton icon={ArrowDown} label={text('moveRight', { column: wordOf(id) })} onClick={() => set(moveColumn(layout, id, 1))} />
          </li>
        ))}
        {hidden.map((id) => (
          <li key={id} class="panel-row">
            <ColumnBox id={id} shown={false} />
          </li>
        ))}
      </ul>
      <p class="soft">{text('columnsHint')}</p>
      <label class="panel-choice">
        <input type="checkbox" checked={views.compact.value} onChange={(event) => (views.compact.value = event.currentTarget.checked)} />
        {text('compactRows')}
      </label>
      <Button kind="quiet" onClick={() => set(DEFAULT_LAYOUT)}>
        {text('resetColumns')}
      </Button>
    </section>
  );
}

const wordOf = (id: ColumnId): string => text(COLUMNS[id].word);

function resized(layout: ColumnLayout, id: ColumnId, steps: number): ColumnLayout {
  return resizeColumn(layout, id, (layout.widths[id] ?? COLUMNS[id].minPx) + steps * WIDTH_STEP_PX);
}

function ColumnBox({ id, shown }: { id: ColumnId; shown: boolean }) {
  const { views } = useWorkspace();
  return (
    <label class="panel-choice">
      <input
        type="checkbox"
        aria-label={text('showColumn', { column: wordOf(id) })}
        checked={shown}
        disabled={id === 'title'}
        onChange={() => (views.layout.value = toggleColumn(views.layout.value, id))}
      />
      {wordOf(id)}
    </label>
  );
}
