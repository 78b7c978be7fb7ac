import { Ellipsis } from 'lucide';
import type { Signal } from '@preact/signals';
import { STAGES, type Stage } from '../../contract/application.ts';
import { text } from '../texts/text.ts';
import { STAGE_TONES, stageWord } from '../texts/words.ts';
import { Icon } from '../ui/icon.tsx';
import { Menu } from '../ui/menu.tsx';
import { Segmented } from '../ui/segmented.tsx';

/** As many as fit beside each other; the later ones are rare on the day of saving. */
const IN_SIGHT = 4;

/** Where the application stands. */
export function StageRow({ stage }: { stage: Signal<Stage> }) {
  const early = STAGES.slice(0, IN_SIGHT);
  const shown = early.includes(stage.value) ? early : [...early.slice(0, IN_SIGHT - 1), stage.value];
  return (
    <div class="row row-stage">
      <Segmented
        label={text('field_stage')}
        options={shown.map((value) => ({ value, label: stageWord(value) }))}
        value={stage.value}
        onChange={(next) => (stage.value = next)}
      />
      <Menu
        label={text('otherStages')}
        square
        items={STAGES.filter((other) => !shown.includes(other)).map((other) => ({
          id: other,
          label: stageWord(other),
          tone: STAGE_TONES[other],
          onSelect: () => (stage.value = other),
        }))}
      >
        <Icon icon={Ellipsis} />
      </Menu>
    </div>
  );
}
