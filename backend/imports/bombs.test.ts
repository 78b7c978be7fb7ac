import { describe, expect, it } from 'vitest';
import { BOMBS } from '../testing/import-bombs.ts';
import { ImportRefused } from './import-refused.ts';
import { readImport } from './read-import.ts';

describe('an import bomb is refused by name', () => {
  it.each(BOMBS)('%s: %s', async (_, code, build) => {
    const made = build();
    const bytes = typeof made === 'string' ? Buffer.from(made) : made;
    const refusal = await readImport(bytes).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(ImportRefused);
    expect(refusal).toMatchObject({ code });
    expect((refusal as Error).message.length).toBeLessThan(200);
  });
});
