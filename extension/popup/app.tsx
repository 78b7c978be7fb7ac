import { AlreadySaved } from './already-saved.tsx';
import { Aside } from './aside.tsx';
import { Header } from './header.tsx';
import type { Popup } from './popup.ts';
import { PostingForm } from './posting-form.tsx';
import { Saved, Updated } from './saved.tsx';

export interface AppProps {
  popup: Popup;
  /** Opens the dashboard at a place (`#/unsent`) and closes the popup. */
  onOpen: (place: string) => void;
  /** Opens one application, or the list of what waits where it was not sent yet. */
  onOpenApplication: (id: string) => void;
  onClose: () => void;
  onAgain: () => void;
}

export function App({ popup, onOpen, onOpenApplication, onClose, onAgain }: AppProps) {
  const screen = popup.screen.value;
  const review = popup.review.value;
  const existing = popup.existing.value;
  if (screen.kind === 'updated') {
    return <Updated existing={screen.existing} onOpen={() => onOpenApplication(screen.existing.id)} onClose={onClose} />;
  }
  if (screen.kind === 'saved') {
    return <Saved popup={popup} entry={screen.entry} onOpen={() => onOpenApplication(screen.entry.id)} onClose={onClose} />;
  }
  return (
    <main>
      <Header connection={popup.connection.value} onOpen={onOpen} />
      {existing && screen.kind === 'form' && (
        <AlreadySaved popup={popup} existing={existing} onOpen={() => onOpenApplication(existing.id)} />
      )}
      {screen.kind === 'aside' ? (
        <Aside page={screen.page} onFill={popup.fillByHand} onAgain={onAgain} />
      ) : (
        review && <PostingForm popup={popup} review={review} />
      )}
    </main>
  );
}
