import english from '../_locales/en/messages.json' with { type: 'json' };

type Messages = typeof english;
export type TextKey = keyof Messages;
type Names<Key extends TextKey> = Messages[Key] extends { placeholders: infer P } ? Extract<keyof P, string> : never;
type Substitutions<Key extends TextKey> = [Names<Key>] extends [never] ? [] : [Record<Names<Key>, string>];
/** Keys of sentences in which nothing is to be filled. */
export type PlainTextKey = { [Key in TextKey]: [Names<Key>] extends [never] ? Key : never }[TextKey];

interface Message {
  message: string;
  description?: string;
  placeholders?: Record<string, { content: string }>;
}

/** What a browser offers an extension; a plain web page has none of it and reads the files. */
interface BrowserMessages {
  i18n?: { getMessage?: (key: string, substitutions: string[]) => string };
}

/** The names of a message's placeholders in the order of their numbers: all that an extension is built with, and only where there are two (see vite.config.ts). */
type PlaceholderNames = readonly string[];

const MESSAGES: Record<string, Message | PlaceholderNames> = english;
let translation: Record<string, Message> = {};

/** Gives a web page another language; what is missing there stays English. An extension's browser has chosen already. */
export function speak(messages: Record<string, Message>): void {
  translation = messages;
}

function namesOf(message: Message | PlaceholderNames): PlaceholderNames {
  if (!('message' in message)) return message;
  const names: string[] = [];
  for (const [name, { content }] of Object.entries(message.placeholders ?? {})) names[Number(content.slice(1)) - 1] = name;
  return names;
}

/**
 * The sentence for a key, in the browser's language where there is a translation, else in English.
 * Substitutions go by the names of the English file's placeholders, so a forgotten one does not compile.
 */
export function text<Key extends TextKey>(key: Key, ...[named]: Substitutions<Key>): string {
  const substitutions: Readonly<Record<string, string>> = named ?? {};
  // The extension is built without the sentences, which its browser has, and without messages that have one placeholder or none.
  const message = MESSAGES[key];
  const positional = message === undefined ? Object.values(substitutions) : namesOf(message).map((name) => substitutions[name] ?? '');
  const browserMessages = (globalThis as { chrome?: BrowserMessages }).chrome;
  const own = translation[key] ?? (message !== undefined && 'message' in message ? message : undefined);
  return browserMessages?.i18n?.getMessage?.(key, positional) || (own ? fill(own.message, substitutions) : key);
}

type Counted<Key> = Key extends `${infer Stem}_other` ? Stem : never;
/** Keys that come as `stem_one` and `stem_other`, with a `count`. */
export type CountedKey = Counted<TextKey>;

const plurals = new Intl.PluralRules();
const numbers = new Intl.NumberFormat();

/** "1 application", "214 applications": the form that the language asks for, the number as its readers write it. */
export function textCount(stem: CountedKey, count: number): string {
  const one: TextKey = `${stem}_one`;
  const other: TextKey = `${stem}_other`;
  return text(plurals.select(count) === 'one' ? one : other, { count: numbers.format(count) });
}

/** As chrome.i18n does: `$name$` in any case is a placeholder, `$$` is a dollar sign. */
function fill(message: string, substitutions: Readonly<Record<string, string>>): string {
  return message.replaceAll(/\$\$|\$(\w+)\$/g, (whole, name: string | undefined) =>
    name === undefined ? '$' : (substitutions[name.toLowerCase()] ?? whole),
  );
}
