import * as v from 'valibot';
import type { PlainTextKey } from '../../texts/text.ts';

export const COLUMN_IDS = [
  'title',
  'company',
  'location',
  'stage',
  'salary',
  'tags',
  'priority',
  'employmentType',
  'appliedOn',
  'followUpOn',
  'datePosted',
  'validThrough',
  'savedAt',
  'updatedAt',
] as const;
export type ColumnId = (typeof COLUMN_IDS)[number];

interface Column {
  word: PlainTextKey;
  /** Never narrower, in px. */
  minPx: number;
  /** Its share of what is left over; 0 keeps it at `minPx`. */
  grow: number;
  /** Where there is no room for all, the lowest go first. */
  weight: number;
  end?: boolean;
  /** People first want these from the top: the newest, the best paid. */
  descendingFirst?: boolean;
  /** Can be changed in the table. */
  editable?: boolean;
}

export const COLUMNS: Readonly<Record<ColumnId, Column>> = {
  title: { word: 'field_title', minPx: 180, grow: 2.4, weight: 100, editable: true },
  company: { word: 'field_company', minPx: 104, grow: 1.2, weight: 90, editable: true },
  location: { word: 'field_location', minPx: 104, grow: 1.3, weight: 20, editable: true },
  stage: { word: 'field_stage', minPx: 140, grow: 0, weight: 80, editable: true },
  salary: { word: 'field_salary', minPx: 156, grow: 0, weight: 30, end: true, descendingFirst: true, editable: true },
  tags: { word: 'field_tags', minPx: 112, grow: 1, weight: 10, editable: true },
  priority: { word: 'field_priority', minPx: 92, grow: 0, weight: 40, descendingFirst: true, editable: true },
  employmentType: { word: 'field_employmentType', minPx: 112, grow: 0, weight: 5 },
  appliedOn: { word: 'field_appliedOn', minPx: 104, grow: 0, weight: 60, end: true, descendingFirst: true, editable: true },
  followUpOn: { word: 'field_followUpOn', minPx: 104, grow: 0, weight: 65, end: true, editable: true },
  datePosted: { word: 'field_datePosted', minPx: 104, grow: 0, weight: 6, end: true, descendingFirst: true },
  validThrough: { word: 'field_validThrough', minPx: 104, grow: 0, weight: 7, end: true },
  savedAt: { word: 'saved', minPx: 92, grow: 0, weight: 70, end: true, descendingFirst: true },
  updatedAt: { word: 'changedColumn', minPx: 92, grow: 0, weight: 8, end: true, descendingFirst: true },
};

const MIN_PX = 64;
const MAX_PX = 800;
const CHECK_PX = 32;
const PADDING_PX = 16;

/** Which columns, in which order, and how wide where the person said so (px). */
export const ColumnLayout = v.object({
  shown: v.array(v.picklist(COLUMN_IDS)),
  widths: v.record(v.string(), v.pipe(v.number(), v.minValue(MIN_PX), v.maxValue(MAX_PX))),
});
export type ColumnLayout = v.InferOutput<typeof ColumnLayout>;

export const DEFAULT_LAYOUT: ColumnLayout = { shown: ['title', 'company', 'location', 'stage', 'salary', 'savedAt'], widths: {} };

/** Shows a column at the end, or takes it out; the title, which names the row, always stays. */
export function toggleColumn(layout: ColumnLayout, id: ColumnId): ColumnLayout {
  if (id === 'title') return layout;
  const shown = layout.shown.includes(id) ? layout.shown.filter((other) => other !== id) : [...layout.shown, id];
  return { ...layout, shown };
}

/** Moves a column by places; at the edge it stays. */
export function moveColumn(layout: ColumnLayout, id: ColumnId, by: number): ColumnLayout {
  const from = layout.shown.indexOf(id);
  const to = Math.min(layout.shown.length - 1, Math.max(0, from + by));
  if (from < 0 || to === from) return layout;
  const shown = layout.shown.toSpliced(from, 1).toSpliced(to, 0, id);
  return { ...layout, shown };
}

/** Puts a column where another one stands. */
export function moveColumnTo(layout: ColumnLayout, id: ColumnId, target: ColumnId): ColumnLayout {
  return moveColumn(layout, id, layout.shown.indexOf(target) - layout.shown.indexOf(id));
}

/** `px` is rounded and kept within reason; null gives the width back to the table. */
export function resizeColumn(layout: ColumnLayout, id: ColumnId, px: number | null): ColumnLayout {
  const { [id]: _before, ...others } = layout.widths;
  if (px === null) return { ...layout, widths: others };
  return { ...layout, widths: { ...others, [id]: Math.min(MAX_PX, Math.max(MIN_PX, Math.round(px))) } };
}

/** The columns that there is room for, in their order: the least important ones make way, the title never. */
export function fitColumns(layout: ColumnLayout, tablePx: number): ColumnId[] {
  const widthOf = (id: ColumnId) => layout.widths[id] ?? COLUMNS[id].minPx;
  const shown = layout.shown.includes('title') ? [...layout.shown] : (['title', ...layout.shown] satisfies ColumnId[]);
  const lightestFirst = shown.filter((id) => id !== 'title').toSorted((a, b) => COLUMNS[a].weight - COLUMNS[b].weight);
  let needed = CHECK_PX + PADDING_PX + shown.reduce((sum, id) => sum + widthOf(id), 0);
  const left = new Set(shown);
  for (const id of lightestFirst) {
    if (needed <= tablePx) break;
    left.delete(id);
    needed -= widthOf(id);
  }
  return shown.filter((id) => left.has(id));
}

/** The grid's tracks: the box to tick, then a track for each column. One track always takes what is left over. */
export function tracksOf(layout: ColumnLayout, columns: readonly ColumnId[]): string {
  const grows = columns.some((id) => layout.widths[id] === undefined && COLUMNS[id].grow > 0);
  const tracks = columns.map((id, index) => {
    const px = layout.widths[id];
    const { minPx, grow } = COLUMNS[id];
    if (px !== undefined) return !grows && index === 0 ? `minmax(${px}px, 1fr)` : `${px}px`;
    return grow === 0 ? `${minPx}px` : `minmax(${minPx}px, ${grow}fr)`;
  });
  return [`${CHECK_PX}px`, ...tracks].join(' ');
}
