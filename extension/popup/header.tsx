import { text, textCount } from '../texts/text.ts';
import { Button } from '../ui/button.tsx';
import { Dot, type Tone } from '../ui/dot.tsx';
import type { Connection } from './popup.ts';

/** The state of the outbox: a word, and where a click on it leads. */
function stateOf({ account, count }: Connection): { word: string; tone: Tone; place: string } {
  if (count.parked > 0) return { word: textCount('refusedCount', count.parked), tone: 'sand', place: '#/unsent' };
  const waiting = count.waiting > 0 ? textCount('waitingCount', count.waiting) : null;
  if (account === null) return { word: waiting ?? text('notConnected'), tone: 'grey', place: '#/' };
  if (account.endedBy !== null)
    return { word: waiting ? text('signInToSend', { waiting }) : text('signInAgain'), tone: 'sand', place: '#/' };
  return waiting ? { word: waiting, tone: 'blue', place: '#/unsent' } : { word: text('synced'), tone: 'green', place: '#/' };
}

export function Header({ connection, onOpen }: { connection: Connection | null; onOpen: (place: string) => void }) {
  const state = connection && stateOf(connection);
  return (
    <header class="header">
      <h1>{text('popupTitle')}</h1>
      {state && (
        <Button kind="quiet" title={text('openDashboard')} onClick={() => onOpen(state.place)}>
          <Dot tone={state.tone} />
          {state.word}
        </Button>
      )}
    </header>
  );
}
