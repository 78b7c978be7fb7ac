import { beforeEach, describe, expect, it } from 'vitest';
import { buildApplication } from '../testing/build-application.ts';
import { createFakeDatabases } from '../testing/fake-databases.ts';
import { openLibrary } from './library.ts';

beforeEach(createFakeDatabases);

describe('the first screen of a library', () => {
  it('is the newest, whatever order they came in, without the trash', async () => {
    const library = openLibrary({ server: 'https://jackdaw.example.org', userId: 'u' });
    const at = (day: number, more = {}) => buildApplication({ createdAt: `2026-01-0${day}T00:00:00.000Z`, ...more });
    const [old, newest, trashed, middle] = [at(1), at(4), at(5, { deletedAt: '2026-02-01T00:00:00Z' }), at(3)];
    await library.applyChanges([old, newest, trashed, middle], 4);
    expect((await library.newest(2)).map(({ id }) => id)).toEqual([newest.id, middle.id]);
    expect(await library.newest(9)).toHaveLength(3);
  });
});
