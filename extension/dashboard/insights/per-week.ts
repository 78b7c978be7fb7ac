export interface Week {
  /** Its Monday, `YYYY-MM-DD`. */
  monday: string;
  count: number;
}

const DAY_MS = 86_400_000;

function mondayOf(day: string): number {
  const at = Date.parse(`${day}T00:00:00Z`);
  // 1 January 1970 was a Thursday.
  return at - ((((Math.floor(at / DAY_MS) + 3) % 7) + 7) % 7) * DAY_MS;
}

/** How many of these days (`YYYY-MM-DD`) lie in each week (Monday to Sunday), without gaps, the last `most` weeks up to that of `today`. */
export function countPerWeek(days: Iterable<string>, today: string, most = 26): Week[] {
  const counts = new Map<number, number>();
  for (const day of days) {
    const monday = mondayOf(day);
    if (!Number.isNaN(monday)) counts.set(monday, (counts.get(monday) ?? 0) + 1);
  }
  const last = mondayOf(today);
  const earliest = Math.min(last, ...counts.keys());
  const first = Math.max(earliest, last - (most - 1) * 7 * DAY_MS);
  const weeks: Week[] = [];
  for (let at = first; at <= last; at += 7 * DAY_MS)
    weeks.push({ monday: new Date(at).toISOString().slice(0, 10), count: counts.get(at) ?? 0 });
  return weeks;
}
