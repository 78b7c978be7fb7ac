import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { withSecretFiles } from './secret-files.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'jackdaw-secrets-'));
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(text: string): string {
  const file = path.join(folder, `secret-${text.length}`);
  writeFileSync(file, text);
  return file;
}

describe('a secret in a file', () => {
  it('stands for its variable, without the line end that editors add', () => {
    const read = withSecretFiles({ JWT_SECRET_FILE: fileOf('s3cret\n'), PORT: '1' }, ['JWT_SECRET']);
    expect(read).toMatchObject({ JWT_SECRET: 's3cret', PORT: '1' });
  });

  it('is only looked for where a secret is expected', () => {
    expect(withSecretFiles({ PORT_FILE: '/nowhere' }, ['JWT_SECRET'])).toEqual({ PORT_FILE: '/nowhere' });
  });

  it.each([
    ['missing', () => ({ JWT_SECRET_FILE: path.join(folder, 'none') }), /cannot be read \(ENOENT\)/],
    ['empty', () => ({ JWT_SECRET_FILE: fileOf('  \n') }), /which is empty/],
    ['beside its variable', () => ({ JWT_SECRET: 'a', JWT_SECRET_FILE: fileOf('b') }), /are both set/],
  ])('that is %s ends the start with one line', (_what, environment, words) => {
    expect(() => withSecretFiles(environment(), ['JWT_SECRET'])).toThrow(words);
  });
});
