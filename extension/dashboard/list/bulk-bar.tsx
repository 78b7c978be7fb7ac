import { ChevronUp, Tag, TagX, Trash2, X } from 'lucide';
import { useState } from 'preact/hooks';
import { OUTCOMES, STAGES } from '../../../contract/index.ts';
import type { ApplicationRow } from '../../library/library.ts';
import { text, textCount } from '../../texts/text.ts';
import { outcomeWord, STAGE_TONES, stageWord } from '../../texts/words.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Menu, type MenuItem } from '../../ui/menu.tsx';
import { TagInput } from '../../ui/tag-input.tsx';
import { useWorkspace } from '../dashboard.ts';

/** What can be done with everything that is selected. */
export function BulkBar() {
  const { list, actions, trash } = useWorkspace();
  const [tagging, setTagging] = useState(false);
  const chosen = [...list.selected.value].map((id) => list.find(id)).filter((row): row is ApplicationRow => row !== undefined);
  if (chosen.length === 0) return null;
  const used = list.tags.value.filter((tag) => chosen.some((row) => row.tags.includes(tag)));
  const stages: MenuItem[] = STAGES.filter((stage) => stage !== 'closed').map((stage) => ({
    id: stage,
    label: stageWord(stage),
    tone: STAGE_TONES[stage],
    onSelect: () => void actions.setStage(chosen, stage),
  }));
  // Closing asks how it ended: "closed" alone tells nothing later.
  const ends: MenuItem[] = OUTCOMES.map((outcome, index) => ({
    id: outcome,
    label: outcomeWord(outcome),
    hint: stageWord('closed'),
    tone: STAGE_TONES.closed,
    separated: index === 0,
    onSelect: () => void actions.setStage(chosen, 'closed', outcome),
  }));

  return (
    <div class="bulk" role="toolbar" aria-label={text('selection')} data-tagging={tagging || undefined}>
      <span class="bulk-else bulk-count tabular">{textCount('selected', chosen.length)}</span>
      <Menu kind="plain" class="bulk-else" label={text('setStage')} items={[...stages, ...ends]}>
        {text('field_stage')}
        <Icon icon={ChevronUp} />
      </Menu>
      {tagging ? (
        <div
          class="bulk-tag"
          onFocusOut={() => setTagging(false)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            setTagging(false);
          }}
        >
          <TagInput
            label={text('addTag')}
            values={[]}
            suggestions={list.tags.value}
            placeholder={text('addTag')}
            autoFocus
            removeLabel={(tag) => text('removeTag', { tag })}
            onChange={(added) => {
              setTagging(false);
              void actions.addTags(chosen, added);
            }}
          />
        </div>
      ) : (
        <Button icon={Tag} title={text('addTag')} onClick={() => setTagging(true)}>
          <span class="bulk-word">{text('addTag')}</span>
        </Button>
      )}
      {used.length > 0 && (
        <Menu
          kind="plain"
          class="bulk-else"
          square
          label={text('removeTagFromAll')}
          items={used.map((tag) => ({ id: tag, label: tag, onSelect: () => void actions.removeTag(chosen, tag) }))}
        >
          <Icon icon={TagX} />
        </Menu>
      )}
      <Button
        kind="danger"
        class="bulk-else"
        icon={Trash2}
        title={text('delete')}
        onClick={() => {
          list.clearSelection();
          void trash.remove(chosen);
        }}
      >
        <span class="bulk-word">{text('delete')}</span>
      </Button>
      <IconButton icon={X} label={text('clearSelection')} onClick={list.clearSelection} />
    </div>
  );
}
