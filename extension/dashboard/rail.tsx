import { Bird, CloudUpload, Layers, Settings } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { STAGES } from '../../contract/index.ts';
import { formatNumber } from '../texts/format.ts';
import { text } from '../texts/text.ts';
import { STAGE_TONES, stageWord } from '../texts/words.ts';
import { Dot } from '../ui/dot.tsx';
import { Icon } from '../ui/icon.tsx';
import { useDashboard, useWorkspace } from './dashboard.ts';
import { writeRoute, type Route } from './route.ts';

/** Where one can go: all applications, those of one stage, what waits unsent, the settings. */
export function Rail() {
  const { router, unsent, account } = useDashboard();
  const { list } = useWorkspace();
  const route = router.route.value;
  const counts = list.counts.value;
  const unsentCount = unsent.value.entries.value.length;
  const onStage = (stage: string) => route.view === 'list' && route.stage === stage;
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
          count={counts.all}
        >
          <Icon icon={Layers} />
        </RailItem>
        {STAGES.map((stage) => (
          <RailItem
            key={stage}
            to={{ view: 'list', stage, application: null }}
            here={onStage(stage)}
            word={stageWord(stage)}
            count={counts[stage]}
          >
            <Dot tone={STAGE_TONES[stage]} />
          </RailItem>
        ))}
      </ul>
      <ul class="rail-foot">
        {(unsentCount > 0 || route.view === 'unsent') && (
          <RailItem to={{ view: 'unsent' }} here={route.view === 'unsent'} word={text('unsentView')} count={unsentCount}>
            <Icon icon={CloudUpload} />
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
  count?: number;
  title?: string | undefined;
  children: ComponentChildren;
}

function RailItem({ to, here, word, count, title, children }: RailItemProps) {
  const link = useRef<HTMLAnchorElement>(null);
  // On a narrow screen the stages are a row that scrolls.
  useEffect(() => {
    if (here) link.current?.scrollIntoView?.({ block: 'nearest', inline: 'nearest' });
  }, [here, count]);
  return (
    <li>
      <a ref={link} class="rail-item" href={writeRoute(to)} aria-current={here ? 'page' : undefined} title={title ?? word}>
        <span class="rail-lead">{children}</span>
        <span class="rail-word">{word}</span>
        {count !== undefined && count > 0 && <span class="rail-count tabular">{formatNumber(count)}</span>}
      </a>
    </li>
  );
}
