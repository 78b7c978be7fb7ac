import { ArrowLeft, ExternalLink, Link, MoreHorizontal, Trash2, X } from 'lucide';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ApplicationChanges } from '../../../contract/index.ts';
import { text, type PlainTextKey } from '../../texts/text.ts';
import { IconButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Spinner } from '../../ui/progress.tsx';
import { useDashboard, useWorkspace } from '../dashboard.ts';
import { single } from '../media.ts';
import { Markdown } from '../markdown/markdown.tsx';
import { fieldWord } from '../../texts/field-word.ts';
import { hrefOf } from './address.ts';
import { ConflictPanel } from './conflict-panel.tsx';
import { DuplicatesHint } from './duplicates.tsx';
import { History } from './history.tsx';
import { Notes } from './notes.tsx';
import { Properties } from './properties.tsx';
import { QuietText } from './quiet-field.tsx';
import { TroublePanel } from './trouble-panel.tsx';
import { Versions } from './versions.tsx';

const TABS = ['posting', 'notes', 'versions', 'history'] as const;
type Tab = (typeof TABS)[number];
const TAB_WORDS = {
  posting: 'tab_posting',
  notes: 'field_notes',
  versions: 'tab_versions',
  history: 'tab_history',
} as const satisfies Record<Tab, PlainTextKey>;

/** Everything about one application, each thing changed where it stands. */
export function DetailPane({ id, onClose }: { id: string; onClose: () => void }) {
  const { list, edits, actions } = useWorkspace();
  const pane = useRef<HTMLElement>(null);
  const application = list.find(id);
  const conflict = edits.conflicts.value.get(id);
  const trouble = edits.troubles.value.get(id);
  const [tab, setTab] = useState<Tab>('posting');
  // In place of the list, the focus would be left on something that is gone.
  useLayoutEffect(() => {
    if (single.value) pane.current?.focus();
  }, []);
  if (!application) return null;

  const { posting } = application;
  // In place of the list, whose title is then hidden, it is the page's own.
  const Heading = single.value ? 'h1' : 'h2';
  // What is changed here is seen here: it can be taken back, but is not announced.
  const change = (changes: ApplicationChanges): Promise<void> => {
    const { posting: part, ...pursuit } = changes;
    const [named = ''] = [...Object.keys(pursuit), ...Object.keys(part ?? {}).map((name) => `posting.${name}`)];
    const message = text('changedTitle', { field: fieldWord(named), title: posting.title });
    return actions.change([application], () => changes, message, true);
  };
  return (
    <section class="detail" id="detail" ref={pane} tabIndex={-1} aria-label={posting.title}>
      <DetailBar id={id} title={posting.title} url={posting.url} onClose={onClose} />
      <div class="detail-body">
        {/* The heading that the sections below belong to; what is seen of it is a field. */}
        <Heading class="unseen">{posting.title}</Heading>
        {conflict && (
          <ConflictPanel key={conflict.current.changeNumber} conflict={conflict} onResolve={(mine) => void edits.resolve(id, mine)} />
        )}
        {trouble && <TroublePanel trouble={trouble} onGiveUp={() => void actions.giveUp(application)} />}
        <QuietText
          id="detail-title"
          class="detail-title"
          label={text('field_title')}
          lines="wrapping"
          required
          maxLength={500}
          value={posting.title}
          onCommit={(title) => void change({ posting: { title } })}
        />
        <div class="detail-where">
          <QuietText
            label={text('field_company')}
            placeholder={text('field_company')}
            maxLength={300}
            value={posting.company}
            onCommit={(company) => void change({ posting: { company } })}
          />
          <QuietText
            label={text('field_location')}
            placeholder={text('field_location')}
            maxLength={500}
            value={posting.location ?? ''}
            onCommit={(location) => void change({ posting: { location: location === '' ? null : location } })}
          />
        </div>
        <DuplicatesHint id={id} />
        <Properties application={application} onChange={(changes) => void change(changes)} />
        <Tabs tab={tab} onTab={setTab}>
          {/* A text's own headings are of the third rank. */}
          {tab === 'posting' && single.value && <h2 class="unseen">{text('tab_posting')}</h2>}
          {tab === 'posting' && <Description id={id} changeNumber={application.changeNumber} />}
          {tab === 'notes' && <Notes id={id} notes={application.notes} onCommit={(notes) => change({ notes })} />}
          {tab === 'versions' && <Versions id={id} changeNumber={application.changeNumber} />}
          {tab === 'history' && <History id={id} changeNumber={application.changeNumber} />}
        </Tabs>
      </div>
    </section>
  );
}

function DetailBar({ id, title, url, onClose }: { id: string; title: string; url: string; onClose: () => void }) {
  const { toasts } = useDashboard();
  const { list, trash } = useWorkspace();
  const href = hrefOf(url);
  return (
    <div class="detail-bar">
      {single.value && <IconButton icon={ArrowLeft} label={text('backToList')} onClick={onClose} />}
      {href !== null && (
        <a class="button" data-kind="quiet" href={href} title={href} target="_blank" rel="noopener noreferrer" referrerpolicy="no-referrer">
          <Icon icon={ExternalLink} />
          {text('openPosting')}
        </a>
      )}
      <span class="spacer" />
      <Menu
        square
        label={text('more')}
        items={[
          {
            id: 'copy',
            label: text('copyAddress'),
            icon: Link,
            disabled: href === null,
            onSelect: () => void navigator.clipboard.writeText(url).then(() => toasts.show({ message: text('addressCopied') })),
          },
          {
            id: 'delete',
            label: text('delete'),
            icon: Trash2,
            danger: true,
            separated: true,
            onSelect: () => {
              const row = list.find(id);
              onClose();
              if (row) void trash.remove([row]);
            },
          },
        ]}
      >
        <Icon icon={MoreHorizontal} />
      </Menu>
      {!single.value && <IconButton icon={X} label={text('closeTitle', { title })} onClick={onClose} />}
    </div>
  );
}

function Tabs({ tab, onTab, children }: { tab: Tab; onTab: (tab: Tab) => void; children: preact.ComponentChildren }) {
  const id = useId();
  return (
    <>
      <div
        class="tabs"
        role="tablist"
        aria-label={text('sections')}
        onKeyDown={(event) => {
          const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
          const next = by === 0 ? undefined : TABS[(TABS.indexOf(tab) + by + TABS.length) % TABS.length];
          if (!next) return;
          onTab(next);
          document.getElementById(`${id}-${next}`)?.focus();
        }}
      >
        {TABS.map((name) => (
          <button
            key={name}
            type="button"
            class="tab"
            role="tab"
            id={`${id}-${name}`}
            aria-selected={name === tab}
            aria-controls={`${id}-panel`}
            tabIndex={name === tab ? 0 : -1}
            onClick={() => onTab(name)}
          >
            {text(TAB_WORDS[name])}
          </button>
        ))}
      </div>
      <div class="tab-panel" role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${tab}`}>
        {children}
      </div>
    </>
  );
}

/** The posting's text, which the list does not carry. */
function Description({ id, changeNumber }: { id: string; changeNumber: number }) {
  const { library } = useWorkspace();
  const [source, setSource] = useState<string | null | undefined>(undefined);
  useEffect(() => {
    let current = true;
    const read = async () => {
      const application = await library.get(id);
      if (current) setSource(application?.posting.description ?? null);
    };
    void read();
    return () => {
      current = false;
    };
  }, [id, changeNumber, library]);
  if (source === undefined) return <Spinner label={text('loading')} />;
  if (source === null || source.trim() === '') return <p class="soft">{text('noDescription')}</p>;
  return <Markdown source={source} truncated={text('descriptionCut')} />;
}
