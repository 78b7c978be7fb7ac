import { text, type PlainTextKey } from '../texts/text.ts';
import { Dialog } from '../ui/dialog.tsx';

const KEYS: readonly [string[], PlainTextKey][] = [
  [['j', 'k'], 'key_move'],
  [['Enter'], 'key_open'],
  [['Esc'], 'key_back'],
  [['e'], 'key_edit'],
  [['F2'], 'key_inline'],
  [['x'], 'key_select'],
  [['Ctrl', 'A'], 'key_all'],
  [['1', '…', '6'], 'key_stage'],
  [['b'], 'key_board'],
  [['/'], 'key_search'],
  [['Delete'], 'key_delete'],
  [['Ctrl', 'Z'], 'key_undo'],
  [['Home', 'End'], 'key_page'],
  [['Shift', '←', '→', '<', '>'], 'key_column'],
  [['?'], 'key_help'],
];

/** Which key does what. */
export function HelpDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={text('keyboard')} closeLabel={text('close')} onClose={onClose}>
      <dl class="keys">
        {KEYS.map(([keys, word]) => (
          <div key={word}>
            <dt>{text(word)}</dt>
            <dd>
              {keys.map((key) => (
                <kbd class="key" key={key}>
                  {key}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
