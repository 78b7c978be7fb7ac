import { invalidWord } from '../texts/invalid-word.ts';
import { text } from '../texts/text.ts';

/** The sentence under a field for what the contract, or its parser, has against it. */
export function errorWord(error: string | undefined): string | undefined {
  if (error === undefined) return undefined;
  if (error === 'unclear') return text('error_unclear');
  return invalidWord(error);
}
