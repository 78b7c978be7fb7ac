/** SQL that writes a timestamptz as the contract's Instant: RFC 3339, UTC, milliseconds. Null stays null. */
export function instant(column: string): string {
  return `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
