const UUID_LENGTH = 36;

/**
 * Of an exported CSV whose first column is the id: its header, and the rows of these applications; without the ids, unless they are
 * wanted. Piece by piece, because the texts of 100,000 postings are more than one string may hold.
 */
export async function keepRows(file: Blob, ids: ReadonlySet<string>, withId: boolean): Promise<Blob> {
  const kept: string[] = [];
  function take(row: string): void {
    if (kept.length === 0) kept.push(withId ? row : row.replace('id,', ''));
    else if (ids.has(row.slice(0, UUID_LENGTH))) kept.push(withId ? row : row.slice(UUID_LENGTH + 1));
  }
  // A spreadsheet needs the mark at the beginning to read the file as UTF-8.
  const reader = file
    .stream()
    .pipeThrough(new TextDecoderStream('utf-8', { ignoreBOM: true }))
    .getReader();
  let unfinished = '';
  let quoted = false;
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    let from = 0;
    for (const { 0: sign, index } of read.value.matchAll(/["\n]/g)) {
      if (sign === '"') quoted = !quoted;
      else if (!quoted) {
        take(unfinished + read.value.slice(from, index + 1));
        unfinished = '';
        from = index + 1;
      }
    }
    unfinished += read.value.slice(from);
  }
  return new Blob(kept, { type: file.type });
}
