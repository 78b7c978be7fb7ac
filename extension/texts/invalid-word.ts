import { formatNumber } from './format.ts';
import { text, type PlainTextKey } from './text.ts';

/** What the contract and the server have against a field is written for programs and in English only: here it is for people. */
const WORDS: Record<string, PlainTextKey> = {
  'Must not be empty': 'error_empty',
  'Must be a web address that starts with http:// or https://': 'error_url',
  'Must be an e-mail address': 'emailInvalid',
  'The lower end must not be above the upper end': 'payOrder',
  'Must be a currency code like EUR': 'payCurrency',
  'Must not be negative': 'payNotNumber',
  'At most 50 tags': 'error_tags',
  'Must have at least 12 characters': 'passwordShort',
  'Is one of the first that somebody would try: take several words, or a password manager': 'passwordCommon',
  'Is needed for another address': 'passwordNeeded',
};

/** What is against a field's value, in the reader's language; as the contract says it where nobody but a program could have made the fault. */
export function invalidWord(message: string): string {
  const most = /^Must have at most (\d+) characters$/.exec(message)?.[1];
  if (most !== undefined) return text('error_long', { most: formatNumber(Number(most)) });
  const key = WORDS[message];
  return key === undefined ? message : text(key);
}
