import { text, type PlainTextKey } from '../texts/text.ts';
import { Dialog } from '../ui/dialog.tsx';

/** As they stand on the keys where the reader's language is written. */
function keyNames() {
  const [ctrl = '', shift = '', del = '', home = '', end = ''] = text('keyNames').split(' ');
  return { ctrl, shift, del, home, end };
}

const keysOf = ({ ctrl, shift, del, home, end }: ReturnType<typeof keyNames>): readonly [string[], PlainTextKey][] => [
  [['j', 'k'], 'key_move'],
  [['Enter'], 'open'],
  [['Esc'], 'key_back'],
  [['e'], 'edit'],
  [['F2'], 'key_inline'],
  [['x'], 'key_select'],
  [[ctrl, 'A'], 'selectAll'],
  [['1', '…', '6'], 'key_stage'],
  [['b'], 'key_board'],
  [['/'], 'search'],
  [[del], 'delete'],
  [[ctrl, 'Z'], 'key_undo'],
  [[home, end], 'key_page'],
  [[shift, '←', '→', '<', '>'], 'key_column'],
  [['?'], 'key_help'],
];

/** Which key does what. */
export function HelpDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={text('keyboard')} closeLabel={text('close')} onClose={onClose}>
      <dl class="keys">
        {keysOf(keyNames()).map(([keys, word]) => (
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
