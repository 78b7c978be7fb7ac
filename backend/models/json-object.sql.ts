/** SQL of a flat JSON object: each name with the SQL of its value. */
export function jsonObject(columns: Record<string, string>): string {
  const members = Object.entries(columns).map(([name, sql]) => `'${name}', ${sql}`);
  return `json_build_object(${members.join(', ')})`;
}
