import { Bird, ChartNoAxesColumn, CloudUpload, FileUp, Layers, Settings, Star, Trash2 } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { STAGES } from '../../contract/index.ts';
import { formatNumber } from '../texts/format.ts';
import { text } from '../texts/text.ts';
import { STAGE_TONES, stageWord } from '../texts/words.ts';
import { Dot } from '../ui/dot.tsx';
import { Icon } from '../ui/icon.tsx';
import { useDashboard, useWorkspace } from './dashboard.ts';
import { showsApplications, writeRoute, type Route } from './route.ts';

/** Where one can go: all applications, those of one stage, the saved views, what waits unsent, insights, the trash, settings. */
export function Rail() {
  const { router, unsent, account } = useDashboard();
  const { list, views } = useWorkspace();
  const route = router.route.value;
  const counts = list.counts.value;
  const unsentCount = unsent.value.entries.value.length;
  const inView = views.active.value !== null && showsApplications(route);
  const onStage = (stage: string) => showsApplications(route) && route.stage === stage && !inView;
  const known = list.complete.value;
  return (
    <nav class="rail" aria-label={text('navigation')}>
      <div class="brand">
        <Icon icon={Bird} size={18} />
        <span class="rail-word">{text('extensionName')}</span>
      </div>
      <ul class="rail-stages">
        <RailItem
          to={{ view: 'list', stage: 'all', application: null }}
          here={onStage('all')}
          word={text('allApplications')}
          count={known ? counts.all : undefined}
          onGo={views.leave}
        >
          <Icon icon={Layers} />
        </RailItem>
        {STAGES.map((stage) => (
          <RailItem
            key={stage}
            to={{ view: 'list', stage, application: null }}
            here={onStage(stage)}
            word={stageWord(stage)}
            count={known ? counts[stage] : undefined}
            onGo={views.leave}
          >
            <Dot tone={STAGE_TONES[stage]} />
          </RailItem>
        ))}
      </ul>
      {views.saved.value.length > 0 && (
        <ul class="rail-views" aria-label={text('views')}>
          {views.saved.value.map((view) => (
            <RailItem
              key={view.name}
              to={{ view: 'list', stage: view.stage, application: null }}
              here={inView && views.active.value?.name === view.name}
              word={view.name}
              onGo={() => views.apply(view)}
            >
              <Icon icon={Star} />
            </RailItem>
          ))}
        </ul>
      )}
      <ul class="rail-foot">
        {(unsentCount > 0 || route.view === 'unsent') && (
          <RailItem to={{ view: 'unsent' }} here={route.view === 'unsent'} word={text('unsentView')} count={unsentCount}>
            <Icon icon={CloudUpload} />
          </RailItem>
        )}
        <RailItem to={{ view: 'insights' }} here={route.view === 'insights'} word={text('insights')}>
          <Icon icon={ChartNoAxesColumn} />
        </RailItem>
        <RailItem to={{ view: 'import' }} here={route.view === 'import'} word={text('import')}>
          <Icon icon={FileUp} />
        </RailItem>
        {(list.trashed.value.length > 0 || route.view === 'trash') && (
          <RailItem to={{ view: 'trash' }} here={route.view === 'trash'} word={text('trashView')}>
            <Icon icon={Trash2} />
          </RailItem>
        )}
        <RailItem
          to={{ view: 'settings' }}
          here={route.view === 'settings'}
          word={text('settings')}
          title={account.account.value?.user.email}
        >
          <Icon icon={Settings} />
        </RailItem>
      </ul>
    </nav>
  );
}

interface RailItemProps {
  to: Route;
  here: boolean;
  word: string;
  count?: number | undefined;
  title?: string | undefined;
  /** Besides going there. */
  onGo?: () => void;
  children: ComponentChildren;
}

function RailItem({ to, here, word, count, title, onGo, children }: RailItemProps) {
  const link = useRef<HTMLAnchorElement>(null);
  // On a narrow screen the stages are a row that scrolls.
  useEffect(() => {
    if (here) link.current?.scrollIntoView?.({ block: 'nearest', inline: 'nearest' });
  }, [here, count]);
  return (
    <li>
      <a ref={link} class="rail-item" href={writeRoute(to)} aria-current={here ? 'page' : undefined} title={title ?? word} onClick={onGo}>
        <span class="rail-lead">{children}</span>
        <span class="rail-word ellipsis">{word}</span>
        {count !== undefined && count > 0 && <span class="rail-count tabular">{formatNumber(count)}</span>}
      </a>
    </li>
  );
}
