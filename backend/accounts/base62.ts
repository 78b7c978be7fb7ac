const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const BASE = 62n;

/** Bytes as letters and digits, always `width` of them: a double click selects the whole, and no shell or address changes it. */
export function encodeBase62(bytes: Uint8Array, width: number): string {
  let rest = BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
  let text = '';
  while (text.length < width) {
    text = `${DIGITS[Number(rest % BASE)]}${text}`;
    rest /= BASE;
  }
  return text;
}

/** The `size` bytes that `text` was made of; undefined for a text that stands for more. `text` has letters and digits only. */
export function decodeBase62(text: string, size: number): Buffer | undefined {
  let value = 0n;
  for (const digit of text) value = value * BASE + BigInt(DIGITS.indexOf(digit));
  const hex = value.toString(16).padStart(size * 2, '0');
  return hex.length > size * 2 ? undefined : Buffer.from(hex, 'hex');
}
