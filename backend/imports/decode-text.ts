import { IMPORT_LIMITS } from '../../contract/imports.ts';
import { ImportRefused } from './import-refused.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

const startsWith = (bytes: Uint8Array, ...signature: number[]): boolean => signature.every((byte, at) => bytes[at] === byte);

/** ZIP (also .xlsx and .ods), gzip, 7z, RAR, and the old .xls. */
const ARCHIVES = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x50, 0x4b, 0x05, 0x06],
  [0x1f, 0x8b],
  [0x37, 0x7a, 0xbc, 0xaf],
  [0x52, 0x61, 0x72, 0x21],
  [0xd0, 0xcf, 0x11, 0xe0],
];

/** UTF-16 without a mark: in a table nearly every other byte is zero, because headers, commas and digits are ASCII. */
function unmarkedUtf16(bytes: Uint8Array): Encoding | null {
  const sample = bytes.subarray(0, 1024);
  const zeros = [0, 0];
  for (const [at, byte] of sample.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const half = sample.length / 2;
  const [even = 0, odd = 0] = zeros;
  if (odd > half * 0.6 && even < half * 0.1) return 'utf-16le';
  if (even > half * 0.6 && odd < half * 0.1) return 'utf-16be';
  return null;
}

function encodingOf(bytes: Uint8Array): Encoding {
  if (startsWith(bytes, 0xff, 0xfe)) return 'utf-16le';
  if (startsWith(bytes, 0xfe, 0xff)) return 'utf-16be';
  return unmarkedUtf16(bytes) ?? 'utf-8';
}

/**
 * A file's text without its byte order mark. What is not UTF-8 or UTF-16 is taken for Windows-1252, in which every text that Excel saves in
 * western countries "as CSV" still comes; the report says so. Throws `ImportRefused`.
 */
export function decodeText(bytes: Uint8Array): { text: string; encoding: Encoding } {
  if (bytes.length === 0) throw new ImportRefused('empty');
  if (bytes.length > IMPORT_LIMITS.bytes)
    throw new ImportRefused('too_large', { detail: `at most ${IMPORT_LIMITS.bytes / 1024 / 1024} MB` });
  if (ARCHIVES.some((signature) => startsWith(bytes, ...signature))) throw new ImportRefused('archive');
  let encoding = encodingOf(bytes);
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (encoding !== 'utf-8') throw new ImportRefused('not_text', { cause: error });
    encoding = 'windows-1252';
    text = new TextDecoder(encoding).decode(bytes);
  }
  if (text.includes('\0')) throw new ImportRefused('not_text');
  if (text.trim() === '') throw new ImportRefused('empty');
  return { text, encoding };
}
