import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import english from '../_locales/en/messages.json' with { type: 'json' };
import german from '../_locales/de/messages.json' with { type: 'json' };
import { speak, text, textCount } from './text.ts';

interface Message {
  message: string;
  placeholders?: Record<string, { content: string }>;
}
const MESSAGES: Record<string, Message> = english;

describe('texts', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('fill in what is named', () => {
    expect(text('shownOf', { shown: '3', total: '10' })).toBe('3 of 10');
  });
  it('show a substitution as it is, dollar signs and all', () => {
    expect(text('noMatch', { query: '$total$ $& $$' })).toBe('No application matches “$total$ $& $$”');
  });
  it('take the form that the count asks for', () => {
    expect(textCount('applications', 1)).toBe('1 application');
    expect(textCount('applications', 0)).toBe('0 applications');
    expect(textCount('applications', 1_234)).toBe('1,234 applications');
  });
  it('come from the browser where it has them, by position', () => {
    const getMessage = vi.fn((key: string, substitutions: string[]) => `${key}:${substitutions.join('|')}`);
    vi.stubGlobal('chrome', { i18n: { getMessage } });
    expect(text('shownOf', { total: '10', shown: '3' })).toBe('shownOf:3|10');
  });
  it('come from the English file where the browser has none', () => {
    vi.stubGlobal('chrome', { i18n: { getMessage: () => '' } });
    expect(text('retry')).toBe('Retry');
  });
});

describe('the English file', () => {
  it('is one that browsers accept: known placeholders, positions without gaps, no stray dollar sign', () => {
    for (const [key, { message, placeholders = {} }] of Object.entries(MESSAGES)) {
      expect(key).toMatch(/^\w+$/);
      const used = [...message.matchAll(/\$(\w+)\$/g)].map(([, name]) => name?.toLowerCase());
      expect({ key, names: new Set(used) }).toEqual({ key, names: new Set(Object.keys(placeholders)) });
      const positions = Object.values(placeholders).map(({ content }) => content);
      expect({ key, positions }).toEqual({ key, positions: positions.map((_content, index) => `$${index + 1}`) });
      expect(message.replaceAll(/\$(\w+)\$/g, '')).not.toContain('$');
    }
  });

  it('has both forms of everything counted', () => {
    for (const key of Object.keys(MESSAGES).filter((name) => /_(?:one|other)$/.test(name))) {
      expect(MESSAGES).toHaveProperty(key.replace(/_(?:one|other)$/, '_one'));
      expect(MESSAGES).toHaveProperty(key.replace(/_(?:one|other)$/, '_other'));
    }
  });

  it('has no sentence that nothing shows', () => {
    const sources = readdirSync('extension', { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !file.includes('.test.'))
      .map((file) => path.join('extension', file))
      .concat('manifest.json')
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n');
    // Keys are written out, or made from a stem and a word of the contract: text(`stage_${stage}`), textCount('deleted', n).
    const stems = [...sources.matchAll(/`(\w+_)\$\{/g)].map(([, stem]) => stem ?? '');
    const unused = Object.keys(MESSAGES).filter((key) => {
      const counted = key.replace(/_(?:one|other)$/, '');
      const written = [key, counted].some((name) => sources.includes(`'${name}'`) || sources.includes(`__MSG_${name}__`));
      return !written && !stems.some((stem) => key.startsWith(stem));
    });
    expect(unused).toEqual([]);
  });

  it('writes no sentence in capitals and no ellipsis of three dots', () => {
    for (const { message } of Object.values(MESSAGES)) {
      expect(message).not.toMatch(/\.\.\.|[A-Z]{6,}/);
      expect(message.trim()).toBe(message);
    }
  });
});

describe('the German file', () => {
  const translated: Record<string, Message> = german;
  const placesIn = (message: string) => [...message.matchAll(/\$(\w+)\$/g)].map(([, name]) => name).toSorted();

  it('has every sentence, in the same order and with the same placeholders, so that a missing one is seen', () => {
    expect(Object.keys(translated)).toEqual(Object.keys(MESSAGES));
    for (const [key, { message, placeholders }] of Object.entries(MESSAGES)) {
      expect({ key, placeholders: translated[key]?.placeholders }).toEqual({ key, placeholders });
      expect({ key, places: [...new Set(placesIn(translated[key]?.message ?? ''))] }).toEqual({
        key,
        places: [...new Set(placesIn(message))],
      });
    }
  });

  it('is written as the English one, with German quotation marks', () => {
    for (const [key, { message }] of Object.entries(translated)) {
      expect({ key, message }).toEqual({ key, message: message.trim() });
      expect(message).not.toMatch(/\.\.\.|"|“[^„]*”/);
    }
  });

  it('is what a web page speaks after choosing it', () => {
    speak(german);
    expect(text('shownOf', { shown: '3', total: '10' })).toBe('3 von 10');
    speak({});
    expect(text('shownOf', { shown: '3', total: '10' })).toBe('3 of 10');
  });
});
