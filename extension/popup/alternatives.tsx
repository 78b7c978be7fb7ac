import { ChevronDown } from 'lucide';
import type { PostingField } from '../../contract/posting.ts';
import { text } from '../texts/text.ts';
import { Icon } from '../ui/icon.tsx';
import { Menu } from '../ui/menu.tsx';
import { presentField } from './present-field.ts';
import { fieldWord } from './labels.ts';
import { originPlace } from './origin-words.ts';
import type { ReviewField } from './review-field.ts';

/** A long value's beginning; the menu is as wide as the popup. */
const SHOWN = 120;

interface AlternativesProps<F extends PostingField> {
  field: ReviewField<F>;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** What else the page says of a field, each with where it was found. Nothing where there is no choice. */
export function Alternatives<F extends PostingField>({ field, open, onOpenChange }: AlternativesProps<F>) {
  const findings = field.alternatives.value;
  const current = field.finding.value;
  if (findings.length === 0 || (findings.length === 1 && current === findings[0])) return null;
  return (
    <Menu
      label={text('alternatives', { field: fieldWord(field.field) })}
      square
      class="alternatives"
      open={open}
      onOpenChange={onOpenChange}
      items={findings.map((finding, index) => ({
        id: String(index),
        label: presentField(finding.field, finding.value).slice(0, SHOWN),
        hint: originPlace(finding),
        selected: finding === current,
        onSelect: () => field.choose(finding),
      }))}
    >
      <Icon icon={ChevronDown} size={14} />
    </Menu>
  );
}
