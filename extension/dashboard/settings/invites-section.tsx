import { useState } from 'preact/hooks';
import type { Invite } from '../../../contract/index.ts';
import { formatExact, formatInstant } from '../../texts/format.ts';
import { text } from '../../texts/text.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { EmailField } from '../account/email-field.tsx';
import { isEmail } from '../account/is-email.ts';
import { useDashboard, useWorkspace } from '../dashboard.ts';
import { useFetched } from '../asking/use-fetched.ts';
import { Fault } from '../asking/fault.tsx';
import { FetchedSection } from '../asking/fetched-section.tsx';
import { MakeSecret } from './make-secret.tsx';
import { useTask } from '../asking/use-task.ts';

/** For the administrator: who may make an account here. */
export function InvitesSection() {
  const { toasts } = useDashboard();
  const { api } = useWorkspace();
  const [turn, setTurn] = useState(0);
  const fetched = useFetched((signal) => api.call('listInvites', { signal }), [api, turn]);
  const { fault, run } = useTask();
  const remove = ({ id, usedAt }: Invite) =>
    void run(async () => {
      await api.call('removeInvite', { params: { id } });
      setTurn(turn + 1);
      if (usedAt === null) toasts.show({ message: text('inviteRevoked') });
    });
  return (
    <FetchedSection
      title={text('invitesSection')}
      hint={text('invitesHint')}
      fetched={fetched}
      foot={
        <>
          <Fault>{fault}</Fault>
          <MakeSecret
            make={text('inviteMake')}
            label={text('inviteLink')}
            hint={text('inviteOnce')}
            form={(onMade, onCancel) => <InviteForm onMade={onMade} onCancel={onCancel} />}
            onMade={() => setTurn(turn + 1)}
          />
        </>
      }
    >
      {({ items }) =>
        items.length === 0 ? (
          <p>{text('invitesNone')}</p>
        ) : (
          <ul class="lines">
            {items.map((invite) => (
              <InviteLine key={invite.id} invite={invite} onRemove={() => remove(invite)} />
            ))}
          </ul>
        )
      }
    </FetchedSection>
  );
}

function InviteLine({ invite, onRemove }: { invite: Invite; onRemove: () => void }) {
  const { services } = useDashboard();
  const { email, note, expiresAt, usedAt } = invite;
  const now = services.now();
  const dayOf = (instant: string) => formatInstant(instant, now, true);
  const isOpen = usedAt === null && Date.parse(expiresAt) > now;
  const state =
    usedAt !== null ? text('inviteUsed', { day: dayOf(usedAt) }) : text(isOpen ? 'expires' : 'expired', { day: dayOf(expiresAt) });
  const whose = email ?? (note || text('inviteAnybody'));
  return (
    <li>
      <span class="lines-what">
        <span class="ellipsis">{whose}</span>
        <span class="soft" title={formatExact(usedAt ?? expiresAt)}>
          {[...(email !== null && note ? [note] : []), state].join(' · ')}
        </span>
      </span>
      <Button kind="quiet" aria-label={text(isOpen ? 'revokeNamed' : 'deleteNamed', { name: whose })} onClick={onRemove}>
        {text(isOpen ? 'revoke' : 'delete')}
      </Button>
    </li>
  );
}

function InviteForm({ onMade, onCancel }: { onMade: (link: string) => void; onCancel: () => void }) {
  const { api } = useWorkspace();
  const [written, setWritten] = useState({ email: '', note: '' });
  const { busy, fault, faultAt, setFault, run, form } = useTask('email');
  const set = (part: Partial<typeof written>) => {
    setWritten({ ...written, ...part });
    setFault(null);
  };
  return (
    <form
      class="settings-form"
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const email = written.email.trim();
        if (email !== '' && !isEmail(email)) return setFault(text('emailInvalid'), 'email');
        void run(async () => {
          const body = { note: written.note.trim(), ...(email === '' ? {} : { email }) };
          onMade((await api.call('makeInvite', { body })).link);
        });
      }}
    >
      <EmailField
        label={text('inviteEmail')}
        hint={text('inviteEmailHint')}
        error={faultAt('email')}
        autocomplete="off"
        value={written.email}
        onValue={(email) => set({ email })}
      />
      <Field label={text('inviteNote')}>
        {(control) => (
          <input
            {...control}
            class="input"
            maxLength={200}
            autocomplete="off"
            value={written.note}
            onInput={(event) => set({ note: event.currentTarget.value })}
          />
        )}
      </Field>
      <Fault>{fault}</Fault>
      <div class="page-actions">
        <Button kind="primary" type="submit" busy={busy}>
          {text('inviteMake')}
        </Button>
        <Button kind="quiet" onClick={onCancel}>
          {text('cancel')}
        </Button>
      </div>
    </form>
  );
}
