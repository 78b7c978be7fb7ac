import { useState } from 'preact/hooks';
import { TOKEN_SCOPES, type ApiToken, type TokenScope } from '../../../contract/index.ts';
import { formatExact, formatInstant } from '../../texts/format.ts';
import { text, textCount } from '../../texts/text.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { useDashboard, useWorkspace } from '../dashboard.ts';
import { useFetched } from '../asking/use-fetched.ts';
import { Fault } from '../asking/fault.tsx';
import { FetchedSection } from '../asking/fetched-section.tsx';
import { MakeSecret } from './make-secret.tsx';
import { useTask } from '../asking/use-task.ts';

const LIFETIMES_DAYS = [7, 30, 90, 365] as const;

/** Personal API tokens: for programs of one's own, each with what it may and until when. */
export function TokensSection() {
  const { api } = useWorkspace();
  const [turn, setTurn] = useState(0);
  const fetched = useFetched((signal) => api.call('listApiTokens', { signal }), [api, turn]);
  const { fault, run } = useTask();
  return (
    <FetchedSection
      title={text('tokensSection')}
      hint={text('tokensHint')}
      fetched={fetched}
      foot={
        <>
          <Fault>{fault}</Fault>
          <MakeSecret
            make={text('tokenMake')}
            label={text('tokenNew')}
            hint={text('tokenOnce')}
            form={(onMade, onCancel) => <TokenForm onMade={onMade} onCancel={onCancel} />}
            onMade={() => setTurn(turn + 1)}
          />
        </>
      }
    >
      {({ items }) => (
        <ul class="lines">
          {items.map((token) => (
            <TokenLine
              key={token.id}
              token={token}
              onDelete={() =>
                void run(async () => {
                  await api.call('deleteApiToken', { params: { id: token.id } });
                  setTurn(turn + 1);
                })
              }
            />
          ))}
        </ul>
      )}
    </FetchedSection>
  );
}

function TokenLine({ token, onDelete }: { token: ApiToken; onDelete: () => void }) {
  const { services } = useDashboard();
  const { name, scopes, expiresAt, lastUsedAt } = token;
  const now = services.now();
  const used = lastUsedAt === null ? text('neverUsed') : text('lastUsed', { day: formatInstant(lastUsedAt, now, true) });
  const day = formatInstant(expiresAt, now, true);
  const ends = Date.parse(expiresAt) < now ? text('expired', { day }) : text('expires', { day });
  return (
    <li>
      <span class="lines-what">
        <span class="ellipsis">{name}</span>
        <span class="soft" title={formatExact(expiresAt)}>
          {[scopes.map((scope) => text(`scope_${scope}`)).join(', '), ends, used].join(' · ')}
        </span>
      </span>
      <Button kind="quiet" aria-label={text('deleteNamed', { name })} onClick={onDelete}>
        {text('delete')}
      </Button>
    </li>
  );
}

function TokenForm({ onMade, onCancel }: { onMade: (token: string) => void; onCancel: () => void }) {
  const { api } = useWorkspace();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<readonly TokenScope[]>(['read']);
  const [days, setDays] = useState(90);
  const { busy, fault, setFault, run } = useTask();
  return (
    <form
      class="settings-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() === '') return setFault(text('tokenNameNeeded'));
        if (scopes.length === 0) return setFault(text('tokenScopeNeeded'));
        void run(async () => {
          const body = { name: name.trim(), scopes: [...scopes], expiresInDays: days };
          onMade((await api.call('createApiToken', { body })).token);
        });
      }}
    >
      <Field label={text('tokenName')} hint={text('tokenNameHint')}>
        {(control) => (
          <input
            {...control}
            class="input"
            maxLength={120}
            autocomplete="off"
            value={name}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        )}
      </Field>
      <fieldset class="settings-choices">
        <legend class="field-label">{text('tokenScopes')}</legend>
        {TOKEN_SCOPES.map((scope) => (
          <label key={scope} class="panel-choice">
            <input
              type="checkbox"
              checked={scopes.includes(scope)}
              onChange={() => setScopes(TOKEN_SCOPES.filter((other) => (other === scope) !== scopes.includes(other)))}
            />
            {text(`scope_${scope}`)}
          </label>
        ))}
      </fieldset>
      <Field label={text('tokenExpires')}>
        {(control) => (
          <select {...control} class="input" value={String(days)} onChange={(event) => setDays(Number(event.currentTarget.value))}>
            {LIFETIMES_DAYS.map((count) => (
              <option key={count} value={String(count)}>
                {textCount('inDays', count)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Fault>{fault}</Fault>
      <div class="page-actions">
        <Button kind="primary" type="submit" busy={busy}>
          {text('tokenMake')}
        </Button>
        <Button kind="quiet" onClick={onCancel}>
          {text('cancel')}
        </Button>
      </div>
    </form>
  );
}
