import { describe, expect, it } from 'vitest';
import { isCommonPassword } from './common-password.ts';

describe('the first passwords that somebody would try', () => {
  it.each([
    'password1234', 'Password123!', 'passwordpassword', '123456789012', '210987654321', 'qwertyuiop12', 'QWERTYUIOPAS', 'aaaaaaaaaaaa', 'abcabcabcabc',
    'iloveyou2024', 'letmein12345', 'welcome12345', 'administrator', 'administrator1', '1q2w3e4r5t6y', 'qazwsxedcrfv', 'abcdefghijkl', 'jackdawjackdaw', 'Jackdaw-2026!',
    'ada@example.org', 'ada.lovelace1', '19901990199019', '0151123456789',
  ])('refuses %s', (password) => {
    expect(isCommonPassword(password, password.includes('@') ? 'ada@example.org' : 'ada.lovelace@example.org')).toBe(true);
  }); // prettier-ignore

  it.each([
    'correct horse battery staple',
    'tQ7#vB2!mZ9x',
    'my password is long and odd',
    'grüne Dohlen im Kamin',
    'winterhasen hoppeln nachts',
    '8412-kelp-orbit',
  ])('lets %s through', (password) => {
    expect(isCommonPassword(password, 'ada.lovelace@example.org')).toBe(false);
  });
});
