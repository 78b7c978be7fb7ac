import type { Origin } from '../../contract/application.ts';
import { text, type TextKey } from '../texts/text.ts';

/** The engine's readers in a person's words; one that is not named is a site, and called by its name. */
const READER_WORDS: Readonly<Record<string, TextKey>> = {
  'json-ld': 'origin_structured',
  microdata: 'origin_structured',
  rdfa: 'origin_structured',
  'embedded-state': 'origin_page_data',
  'open-graph': 'origin_page_data',
  headings: 'origin_heading',
  'headings-weak': 'origin_heading',
  'near-headline': 'origin_near_heading',
  'near-headline-weak': 'origin_near_heading',
  'document-title': 'origin_page_title',
  'title-words': 'origin_page_title',
  'label-values': 'origin_label',
  'location-words': 'origin_text',
  prose: 'origin_text',
  sentences: 'origin_text',
  'sentences-weak': 'origin_text',
  structure: 'origin_text',
  'site-name': 'origin_site',
  logo: 'origin_site',
  'logo-weak': 'origin_site',
  copyright: 'origin_site',
  tenant: 'origin_address',
  host: 'origin_address',
};

/** "from a heading", "from greenhouse", "typed by you". */
export function originWord({ reader }: Origin): string {
  if (reader === 'you') return text('origin_you');
  const known = READER_WORDS[reader];
  return known ? text(known) : text('origin_reader', { reader });
}

/** The same with the very place in the page, where the reader says one. */
export function originPlace(origin: Origin): string {
  return origin.via === '' ? originWord(origin) : `${originWord(origin)} · ${origin.via}`;
}
