import type { ComponentChildren } from 'preact';
import { ChevronDown } from 'lucide';
import { EMPLOYMENT_TYPES, OUTCOMES, STAGES, WORKPLACE_TYPES, type ApplicationChanges } from '../../../contract/index.ts';
import type { ApplicationRow } from '../../library/library.ts';
import { dayOf, formatExact, formatInstant } from '../../texts/format.ts';
import { text } from '../../texts/text.ts';
import { employmentWord, outcomeWord, STAGE_TONES, stageWord, workplaceWord } from '../../texts/words.ts';
import { Dot, type Tone } from '../../ui/dot.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Menu, type MenuItem } from '../../ui/menu.tsx';
import { TagInput } from '../../ui/tag-input.tsx';
import { useDashboard, useWorkspace } from '../dashboard.ts';
import { AddressField } from './address-field.tsx';
import { stageChanges } from './changes.ts';
import { DayField } from './day-field.tsx';
import { PayField } from './pay-field.tsx';

interface PropertiesProps {
  application: ApplicationRow;
  onChange: (changes: ApplicationChanges) => void;
}

const PRIORITIES = [0, 1, 2, 3] as const;

/** Everything about an application that is a value and not a text; each is changed where it stands. */
export function Properties({ application, onChange }: PropertiesProps) {
  const { services } = useDashboard();
  const { list } = useWorkspace();
  const { posting, stage, outcome, priority } = application;
  const now = services.now();
  const today = dayOf(now);
  return (
    <dl class="properties">
      <Property name={text('field_stage')}>
        <Choice
          label={text('field_stage')}
          value={stageWord(stage)}
          tone={STAGE_TONES[stage]}
          items={STAGES.map((option) => ({
            id: option,
            label: stageWord(option),
            tone: STAGE_TONES[option],
            selected: option === stage,
            onSelect: () => option !== stage && onChange(stageChanges(application, option, today)),
          }))}
        />
      </Property>
      {stage === 'closed' && (
        <Property name={text('field_outcome')}>
          <Choice
            label={text('field_outcome')}
            value={outcome && outcomeWord(outcome)}
            empty={text('howDidItEnd')}
            items={OUTCOMES.map((option) => ({
              id: option,
              label: outcomeWord(option),
              selected: option === outcome,
              onSelect: () => onChange({ outcome: option === outcome ? null : option }),
            }))}
          />
        </Property>
      )}
      <Property name={text('field_followUpOn')}>
        <DayField label={text('field_followUpOn')} day={application.followUpOn} onCommit={(followUpOn) => onChange({ followUpOn })} />
      </Property>
      <Property name={text('field_appliedOn')}>
        <DayField label={text('field_appliedOn')} day={application.appliedOn} onCommit={(appliedOn) => onChange({ appliedOn })} />
      </Property>
      <Property name={text('field_priority')}>
        <Choice
          label={text('field_priority')}
          value={priority === 0 ? null : text(`priority_${PRIORITIES[priority] ?? 0}`)}
          empty={text('priority_0')}
          items={PRIORITIES.map((option) => ({
            id: String(option),
            label: text(`priority_${option}`),
            selected: option === priority,
            onSelect: () => option !== priority && onChange({ priority: option }),
          }))}
        />
      </Property>
      <Property name={text('field_salary')}>
        <PayField salary={posting.salary} onCommit={(salary) => onChange({ posting: { salary } })} />
      </Property>
      <Property name={text('field_workplaceType')}>
        <Choice
          label={text('field_workplaceType')}
          value={posting.workplaceType && workplaceWord(posting.workplaceType)}
          items={WORKPLACE_TYPES.map((option) => ({
            id: option,
            label: workplaceWord(option),
            selected: option === posting.workplaceType,
            onSelect: () => onChange({ posting: { workplaceType: option === posting.workplaceType ? null : option } }),
          }))}
        />
      </Property>
      <Property name={text('field_employmentType')}>
        <Choice
          label={text('field_employmentType')}
          value={posting.employmentType && employmentWord(posting.employmentType)}
          items={EMPLOYMENT_TYPES.map((option) => ({
            id: option,
            label: employmentWord(option),
            selected: option === posting.employmentType,
            onSelect: () => onChange({ posting: { employmentType: option === posting.employmentType ? null : option } }),
          }))}
        />
      </Property>
      <Property name={text('field_tags')}>
        <TagInput
          label={text('field_tags')}
          values={application.tags}
          suggestions={list.tags.value}
          placeholder={text('addTag')}
          removeLabel={(tag) => text('removeTag', { tag })}
          onChange={(tags) => onChange({ tags })}
        />
      </Property>
      <Property name={text('field_datePosted')}>
        <DayField
          label={text('field_datePosted')}
          day={posting.datePosted}
          onCommit={(datePosted) => onChange({ posting: { datePosted } })}
        />
      </Property>
      <Property name={text('field_validThrough')}>
        <DayField
          label={text('field_validThrough')}
          day={posting.validThrough}
          onCommit={(validThrough) => onChange({ posting: { validThrough } })}
        />
      </Property>
      <Property name={text('field_url')}>
        <AddressField url={posting.url} onCommit={(url) => onChange({ posting: { url } })} />
      </Property>
      <Property name={text('saved')}>
        <span class="property-text tabular" title={formatExact(application.createdAt)}>
          {formatInstant(application.createdAt, now)}
        </span>
      </Property>
    </dl>
  );
}

function Property({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div class="property">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

interface ChoiceProps {
  label: string;
  /** The chosen value in words; null where nothing is chosen. */
  value: string | null;
  /** What stands there instead of a value. */
  empty?: string;
  items: readonly MenuItem[];
  tone?: Tone;
}

function Choice({ label, value, empty = text('notSet'), items, tone }: ChoiceProps) {
  return (
    <Menu label={label} name={text('fieldValue', { field: label, value: value ?? empty })} items={items} class="property-button">
      {tone && <Dot tone={tone} />}
      {value ?? <span class="soft">{empty}</span>}
      <span class="property-chevron">
        <Icon icon={ChevronDown} size={14} />
      </span>
    </Menu>
  );
}
