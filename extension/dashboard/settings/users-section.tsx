import { MoreHorizontal } from 'lucide';
import { useState } from 'preact/hooks';
import type { ListedUser } from '../../../contract/index.ts';
import { formatExact, formatInstant } from '../../texts/format.ts';
import { text, textCount } from '../../texts/text.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Menu, type MenuItem } from '../../ui/menu.tsx';
import { useDashboard, useWorkspace } from '../dashboard.ts';
import { useFetched } from '../asking/use-fetched.ts';
import { Fault } from '../asking/fault.tsx';
import { FetchedSection } from '../asking/fetched-section.tsx';
import { ShownOnce } from './shown-once.tsx';
import { useTask } from '../asking/use-task.ts';

/** For the administrator: who has an account here, and how much is in it; never what. */
export function UsersSection() {
  const { toasts } = useDashboard();
  const { api, owner } = useWorkspace();
  const [turn, setTurn] = useState(0);
  /** Where each page after the first begins. */
  const [pages, setPages] = useState<readonly string[]>([]);
  const [locking, setLocking] = useState<ListedUser | null>(null);
  const [reset, setReset] = useState<{ email: string; link: string } | null>(null);
  const { fault, run } = useTask();
  const fetched = useFetched(
    async (signal) => {
      const items: ListedUser[] = [];
      let after: string | null = null;
      for (const start of [null, ...pages]) {
        const page = await api.call('listUsers', { query: start === null ? {} : { after: start }, signal });
        items.push(...page.items);
        ({ after } = page);
      }
      return { items, after };
    },
    [api, turn, pages],
  );
  const lock = ({ id, email }: ListedUser) =>
    void run(async () => {
      setLocking(null);
      await api.call('disableUser', { params: { id } });
      setTurn(turn + 1);
      toasts.show({ message: text('userLockedLine', { email }) });
    });
  const unlock = ({ id, email }: ListedUser) =>
    void run(async () => {
      await api.call('enableUser', { params: { id } });
      setTurn(turn + 1);
      toasts.show({ message: text('userUnlockedLine', { email }) });
    });
  const makeLink = ({ id, email }: ListedUser) =>
    void run(async () => {
      // Another account's link would stand under this one's name meanwhile.
      setReset(null);
      const { link } = await api.call('makeResetLink', { params: { id } });
      setReset({ email, link });
    });
  return (
    <FetchedSection
      title={text('usersSection')}
      hint={text('usersHint')}
      fetched={fetched}
      foot={
        <>
          <Fault>{fault}</Fault>
          {reset !== null && (
            <ShownOnce
              key={reset.link}
              label={text('resetLinkFor', { email: reset.email })}
              secret={reset.link}
              hint={text('resetLinkOnce', { email: reset.email })}
              onDone={() => setReset(null)}
            />
          )}
          {locking !== null && <LockDialog user={locking} onLock={() => lock(locking)} onClose={() => setLocking(null)} />}
        </>
      }
    >
      {({ items, after }) => (
        <>
          <ul class="lines">
            {items.map((user) => (
              <UserLine
                key={user.id}
                user={user}
                self={user.id === owner.userId}
                onLock={() => setLocking(user)}
                onUnlock={() => unlock(user)}
                onReset={() => makeLink(user)}
              />
            ))}
          </ul>
          {items.length === 1 && after === null && <p>{text('usersOnlyYou')}</p>}
          {after !== null && <Button onClick={() => setPages([...pages, after])}>{text('showMore')}</Button>}
        </>
      )}
    </FetchedSection>
  );
}

interface UserLineProps {
  user: ListedUser;
  /** Nobody locks themselves out here, and one's own password one changes above. */
  self: boolean;
  onLock: () => void;
  onUnlock: () => void;
  onReset: () => void;
}

function UserLine({ user, self, onLock, onUnlock, onReset }: UserLineProps) {
  const { services } = useDashboard();
  const { email, name, role, applications, disabledAt, lastUsedAt } = user;
  const used = lastUsedAt === null ? text('neverUsed') : text('lastUsed', { day: formatInstant(lastUsedAt, services.now(), true) });
  const facts = [
    ...(name === '' ? [] : [name]),
    ...(role === 'administrator' ? [text('administrator')] : []),
    ...(disabledAt === null ? [] : [text('userLocked')]),
    textCount('applications', applications),
    used,
  ];
  const actions: MenuItem[] =
    disabledAt === null
      ? [
          { id: 'reset', label: text('resetLinkMake'), onSelect: onReset },
          { id: 'lock', label: text('userDisable'), danger: true, onSelect: onLock },
        ]
      : [{ id: 'unlock', label: text('userEnable'), onSelect: onUnlock }];
  return (
    <li>
      <span class="lines-what">
        <span class="ellipsis">{email}</span>
        <span class="soft" title={lastUsedAt === null ? undefined : formatExact(lastUsedAt)}>
          {facts.join(' · ')}
        </span>
      </span>
      {!self && (
        <Menu square label={text('userActions', { email })} items={actions}>
          <Icon icon={MoreHorizontal} />
        </Menu>
      )}
    </li>
  );
}

/** Asks, because what ends by it does not come back: the devices sign in again, API tokens are made anew. */
function LockDialog({ user, onLock, onClose }: { user: ListedUser; onLock: () => void; onClose: () => void }) {
  return (
    <Dialog title={text('lockAsk', { email: user.email })} closeLabel={text('cancel')} onClose={onClose}>
      <p>{text('lockMeans')}</p>
      <div class="page-actions">
        <Button kind="danger" onClick={onLock}>
          {text('userDisable')}
        </Button>
        <Button kind="quiet" onClick={onClose}>
          {text('cancel')}
        </Button>
      </div>
    </Dialog>
  );
}
