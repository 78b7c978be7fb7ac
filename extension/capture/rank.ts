import type { PostingField } from '../../contract/posting.ts';
import type { Draft, Finding } from './capture.ts';
import { LEAST } from './confidence-table.ts';
import { squash, squashCompany, wordsOf } from './text.ts';

const MOST_ALTERNATIVES = 6;
/** A page of twenty thousand labels has no more to say than its first dozens, and each is compared with each. */
const MOST_OF_A_READER = 40;

function agree(a: Finding, b: Finding): boolean {
  switch (a.field) {
    case 'title':
      return squash(String(a.value)) === squash(String(b.value));
    case 'company': {
      const x = squashCompany(String(a.value));
      const y = squashCompany(String(b.value));
      return x === y || (Math.min(x.length, y.length) >= 4 && (x.startsWith(y) || y.startsWith(x)));
    }
    case 'location': {
      const x = new Set(wordsOf(String(a.value)));
      const y = new Set(wordsOf(String(b.value)));
      const common = [...x].filter((word) => y.has(word)).length;
      return common > 0 && (common === Math.min(x.size, y.size) || (2 * common) / (x.size + y.size) >= 0.6);
    }
    case 'salary':
      return (
        JSON.stringify([Reflect.get(Object(a.value), 'min'), Reflect.get(Object(a.value), 'max')]) ===
        JSON.stringify([Reflect.get(Object(b.value), 'min'), Reflect.get(Object(b.value), 'max')])
      );
    case 'description':
      return false;
    default:
      return a.value === b.value;
  }
}

/** The same pay read twice: what one reading left open, the other may say. */
function completeSalary(finding: Finding, others: readonly Finding[]): Finding {
  const value = finding.value as Finding<'salary'>['value'];
  let { currency, period } = value;
  for (const other of others) {
    const said = other.value as Finding<'salary'>['value'];
    currency ??= said.currency;
    period ??= said.period;
  }
  return { ...finding, value: { ...value, currency, period } };
}

function rankField(findings: readonly Finding[], field: PostingField): Finding[] {
  const groups: Finding[][] = [];
  const seen = new Map<string, number>();
  for (const finding of findings.toSorted((a, b) => b.confidence - a.confidence)) {
    const before = seen.get(finding.reader) ?? 0;
    seen.set(finding.reader, before + 1);
    if (before >= MOST_OF_A_READER) continue;
    const group = groups.find(([first]) => first && agree(first, finding));
    if (group) group.push(finding);
    else groups.push([finding]);
  }
  const ranked: Finding[] = [];
  for (const group of groups) {
    const [first] = group;
    if (!first) continue;
    const readers = new Set<string>();
    let doubt = 1;
    for (const { reader, confidence } of group) {
      if (readers.has(reader)) continue;
      readers.add(reader);
      // Readers of one page are not independent: each further one counts for half.
      doubt *= 1 - (readers.size === 1 ? confidence : confidence * 0.5);
    }
    const answer = field === 'salary' ? completeSalary(first, group.slice(1)) : first;
    ranked.push({ ...answer, confidence: Math.min(0.99, Math.round((1 - doubt) * 1000) / 1000) });
  }
  return ranked.toSorted((a, b) => b.confidence - a.confidence).slice(0, MOST_ALTERNATIVES);
}

/** Best first, per field: the first is the answer, the rest are offered as alternatives. Readers that agree raise each other; a field without good evidence is absent. */
export function rank(findings: Iterable<Finding>, least: Readonly<Record<PostingField, number>> = LEAST): Draft {
  const byField = new Map<PostingField, Finding[]>();
  for (const finding of findings) {
    const list = byField.get(finding.field);
    if (list) list.push(finding);
    else byField.set(finding.field, [finding]);
  }
  const draft: Draft = {};
  for (const [field, list] of byField) {
    const ranked = rankField(list, field);
    if (ranked[0] && ranked[0].confidence >= least[field]) Object.assign(draft, { [field]: ranked });
  }
  return draft;
}
