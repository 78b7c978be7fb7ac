/**
 * The stems that the long entries of published lists of leaked passwords are made of. Written by hand and short on purpose: with
 * twelve characters asked for, what remains of those lists is mostly one of these, padded or doubled.
 */
const STEMS = [
  'password', 'passw0rd', 'p@ssword', 'p@ssw0rd', 'pa55word', 'passwort', 'motdepasse', 'contraseña', 'contrasena', 'wachtwoord', 'parola', 'haslo',
  'letmein', 'welcome', 'willkommen', 'iloveyou', 'ilovejesus', 'jesuschrist', 'administrator', 'admin', 'root', 'changeme', 'default', 'secret', 'login',
  'qwerty', 'qwertz', 'azerty', 'qwertyuiop', 'qwertzuiop', 'azertyuiop', 'asdfghjkl', 'zxcvbnm', '1qaz2wsx3edc', '1q2w3e4r5t6y', 'q1w2e3r4t5y6', 'qazwsxedc', 'qazwsxedcrfv',
  'abc', 'abcd', 'abcdef', 'monkey', 'dragon', 'football', 'baseball', 'basketball', 'superman', 'batman', 'princess', 'sunshine', 'starwars', 'michael', 'liverpool',
  'trustno', 'whatever', 'computer', 'internet', 'samsung', 'google', 'facebook', 'linkedin', 'jackdaw', 'summer', 'winter', 'spring', 'autumn', 'january', 'november', 'december',
]; // prettier-ignore
/** As they are typed on: alphabets, digits and the rows of keyboards. */
const RUNS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertzuiopasdfghjklyxcvbnm',
  'azertyuiopqsdfghjklmwxcvbn',
];

const reversed = (text: string): string => [...text].toReversed().join('');

function isRun(text: string): boolean {
  return text.length >= 8 && RUNS.some((run) => run.includes(text) || reversed(run).includes(text));
}

function isRepetition(text: string): boolean {
  return /^(.{1,6})\1+.{0,5}$/u.test(text);
}

/** What is left when the padding of digits and signs around a word goes. */
function withoutPadding(text: string): string {
  return text.replace(/^[\d\W_]+|[\d\W_]+$/gu, '');
}

function isMadeOfStems(text: string): boolean {
  const core = withoutPadding(text);
  // All padding: only digits and signs. A run or a repetition was told already; up to 14 digits is a date or a telephone number.
  if (core === '') return /^\d{1,14}$/.test(text);
  const rest = STEMS.toSorted((a, b) => b.length - a.length).reduce((left, stem) => left.replaceAll(stem, ''), text);
  return rest !== text && rest.replace(/[\d\W_]/gu, '').length < 3 && rest.length < 8;
}

/** Whether a password is among the first that somebody would try: a common one, a keyboard's row, a repetition, or the e-mail address itself. */
export function isCommonPassword(password: string, email: string): boolean {
  const text = password.toLowerCase();
  const address = email.toLowerCase();
  const [local = ''] = address.split('@');
  const isAddress = text.includes(address) || (local.length >= 4 && text.replace(local, '').length < 6 && text.includes(local));
  return isAddress || isRun(text) || isRun(withoutPadding(text)) || isRepetition(text) || isMadeOfStems(text);
}
