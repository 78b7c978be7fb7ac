/** What a campaign found. `broken` says what did not hold; empty is success. */
export interface Report {
  lines: string[];
  broken: string[];
}

export function describeStatuses(statuses: Record<string, number>): string {
  return Object.entries(statuses)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([status, count]) => `${count} × ${status}`)
    .join(', ');
}
