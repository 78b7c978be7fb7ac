import { afterEach, describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { choosePassword } from '../../backend/accounts/choose-password.ts';
import { NewPassword, Posting, PROBLEM_CODES, PROBLEMS, SaveApplication } from '../../contract/index.ts';
import german from '../_locales/de/messages.json' with { type: 'json' };
import { fieldWord } from './field-word.ts';
import { invalidWord } from './invalid-word.ts';
import { refusalWord } from './problem-words.ts';
import { speak } from './text.ts';

afterEach(() => speak({}));

describe('a refusal in words', () => {
  it.each(PROBLEM_CODES)('for %s is a sentence of our own, in the reader’s language', (code) => {
    const english = refusalWord({ code });
    expect(english).not.toBe(PROBLEMS[code].title);
    speak(german);
    expect(refusalWord({ code })).toMatch(/\.$/);
    expect(refusalWord({ code })).not.toBe(english);
  });

  it('names the field as the form does', () => {
    expect(fieldWord('posting.salary.min')).toBe('Pay');
    const errors = [{ path: 'posting.title', message: 'Must not be empty' }];
    expect(refusalWord({ code: 'invalid_input', errors })).toBe('Title: Fill this in');
  });
});

describe('what is against a value', () => {
  const against = (schema: v.GenericSchema<unknown>, value: unknown) =>
    (v.safeParse(schema, value).issues ?? []).map(({ message }) => message);
  const posting = { title: 'T', company: 'C', url: 'https://example.org/' };
  it.each([
    ['an empty title', against(Posting, { ...posting, title: ' ' })],
    ['a title without an end', against(Posting, { ...posting, title: 'x'.repeat(10_000) })],
    ['an address that is none', against(Posting, { ...posting, url: 'javascript:0' })],
    ['pay upside down', against(Posting, { ...posting, salary: { min: 2, max: 1, currency: null, period: null } })],
    ['a strange currency', against(Posting, { ...posting, salary: { min: 1, max: 2, currency: 'euro', period: null } })],
    ['too many tags', against(SaveApplication, { posting, tags: Array.from({ length: 51 }, String) })],
    ['a short password', against(NewPassword, 'short')],
  ])('%s has a sentence of its own', (_what, messages) => {
    speak(german);
    expect(messages).toHaveLength(1);
    expect(invalidWord(messages[0]!)).not.toBe(messages[0]);
  });

  it('of a password that anybody would guess is said in our words too', async () => {
    const refused = await choosePassword('password1234', 'ada@example.org').catch((error: unknown) => error);
    const { errors } = (refused as { members: { errors: [{ message: string }] } }).members;
    expect(invalidWord(errors[0].message)).toMatch(/^Choose another password/);
  });

  it('that no person can have caused is left as it is', () => {
    expect(invalidWord('Must be a UUID')).toBe('Must be a UUID');
  });
});
