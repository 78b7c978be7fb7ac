import { describe, expect, it } from 'vitest';
import { keepRows } from './keep-rows.ts';

const ID = (n: number) => `01990000-0000-7000-8000-00000000000${n}`;
const HEADER = '\uFEFFid,title,notes\r\n';
const ROWS = [`${ID(1)},One,\r\n`, `${ID(2)},"Two ""2"", née","a\r\n${ID(3)},b"\r\n`, `${ID(3)},Drei 🚀,x\r\n`];

/** Everything that the export gave, arriving in pieces of some bytes. */
async function keep(ids: string[], withId = true, pieceBytes = 1_000) {
  const bytes = new TextEncoder().encode(HEADER + ROWS.join(''));
  const file = new Blob([bytes], { type: 'text/csv' });
  file.stream = () =>
    new ReadableStream({
      start(stream) {
        for (let at = 0; at < bytes.length; at += pieceBytes) stream.enqueue(bytes.slice(at, at + pieceBytes));
        stream.close();
      },
    });
  const kept = await keepRows(file, new Set(ids), withId);
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await kept.arrayBuffer());
}

describe('the rows of an export that are wanted', () => {
  it.each([1, 3, 7, 1_000])('are found with all that is quoted in them, however it arrives: %i bytes at a time', async (pieceBytes) => {
    expect(await keep([ID(2)], true, pieceBytes)).toBe(HEADER + ROWS[1]);
    expect(await keep([ID(1), ID(3)], true, pieceBytes)).toBe(HEADER + ROWS[0] + ROWS[2]);
  });

  it('are without their ids where those were needed only to find them', async () => {
    expect(await keep([ID(3)], false)).toBe('\uFEFFtitle,notes\r\nDrei 🚀,x\r\n');
  });

  it('may be none: then the header is alone', async () => expect(await keep([])).toBe(HEADER));
});
