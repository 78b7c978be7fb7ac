import { ChevronUp, Tag, Trash2, X } from 'lucide';
import { useState } from 'preact/hooks';
import { STAGES } from '../../../contract/index.ts';
import type { ApplicationRow } from '../../library/library.ts';
import { dayOf } from '../../texts/format.ts';
import { text, textCount } from '../../texts/text.ts';
import { STAGE_TONES, stageWord } from '../../texts/words.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Menu } from '../../ui/menu.tsx';
import { TagInput } from '../../ui/tag-input.tsx';
import { useDashboard, useWorkspace } from '../dashboard.ts';
import { stageChanges } from '../detail/changes.ts';

/** What can be done with everything that is selected. */
export function BulkBar() {
  const { services } = useDashboard();
  const { list, edits, trash } = useWorkspace();
  const [tagging, setTagging] = useState(false);
  const chosen = [...list.selected.value].map((id) => list.find(id)).filter((row): row is ApplicationRow => row !== undefined);
  if (chosen.length === 0) return null;
  const today = dayOf(services.now());

  return (
    <div class="bulk" role="toolbar" aria-label={text('selection')}>
      <span class="bulk-count tabular">{textCount('selected', chosen.length)}</span>
      <Menu
        kind="plain"
        label={text('setStage')}
        items={STAGES.map((stage) => ({
          id: stage,
          label: stageWord(stage),
          tone: STAGE_TONES[stage],
          onSelect: () => {
            for (const row of chosen) if (row.stage !== stage) void edits.edit(row.id, stageChanges(row, stage, today));
          },
        }))}
      >
        {text('field_stage')}
        <Icon icon={ChevronUp} />
      </Menu>
      {tagging ? (
        <div class="bulk-tag">
          <TagInput
            label={text('addTag')}
            values={[]}
            suggestions={list.tags.value}
            placeholder={text('addTag')}
            autoFocus
            removeLabel={(tag) => text('removeTag', { tag })}
            onChange={(added) => {
              setTagging(false);
              for (const row of chosen) {
                const missing = added.filter((tag) => !row.tags.includes(tag));
                if (missing.length > 0) void edits.edit(row.id, { tags: [...row.tags, ...missing] });
              }
            }}
          />
        </div>
      ) : (
        <Button icon={Tag} title={text('addTag')} onClick={() => setTagging(true)}>
          <span class="bulk-word">{text('addTag')}</span>
        </Button>
      )}
      <Button
        kind="danger"
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
