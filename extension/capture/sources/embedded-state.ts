import type { PostingField } from '../../../contract/posting.ts';
import type { Reading } from '../capture.ts';
import type { Page } from '../page.ts';
import { plain, squash } from '../text.ts';
import { parseLooseJson } from './repair-json.ts';

type State = Record<string, unknown>;

const MOST_SCRIPTS = 30;
const MOST_BYTES = 2_000_000;
const MOST_NODES = 40_000;

/** Keys that single-page applications call a posting's fields by, squashed. */
const KEYS: Partial<Record<PostingField, readonly string[]>> = {
  company: [
    'company',
    'companyname',
    'employer',
    'employername',
    'organization',
    'organizationname',
    'hiringorganization',
    'hiringcompany',
  ],
  location: ['location', 'locationname', 'joblocation', 'locations', 'primarylocation', 'city', 'formattedlocation'],
  workplaceType: ['workplacetype', 'workplace', 'remotetype', 'locationtype', 'workmodel'],
  employmentType: ['employmenttype', 'jobtype', 'contracttype', 'timetype', 'commitment', 'worktype'],
  salary: ['salary', 'basesalary', 'salaryrange', 'compensation', 'compensationtiersummary'],
  datePosted: ['dateposted', 'postedat', 'posteddate', 'publishedat', 'publisheddate', 'publicationdate', 'datepublished', 'listedat'],
  validThrough: ['validthrough', 'expiresat', 'expirationdate', 'deadline', 'applicationdeadline', 'closingdate'],
  description: ['description', 'jobdescription', 'descriptionhtml', 'content', 'body'],
};
const TITLES = new Set(['title', 'jobtitle', 'name', 'positiontitle']);

const isState = (value: unknown): value is State => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The JSON of a script that only holds data: `application/json`, or an assignment `window.__X__ = {…}`; taken as text, never run. */
function* readValues(page: Page): Generator<unknown> {
  let read = 0;
  for (const { type, text } of page.tree.scripts) {
    if (read >= MOST_SCRIPTS || page.budget.isSpent()) return;
    if (text.length < 40 || text.length > MOST_BYTES || /ld\+json|template|importmap/i.test(type)) continue;
    const inert = /json/i.test(type);
    const start = inert
      ? 0
      : (/^\s*(?:window|self|globalThis)(?:\.|\[["'])\w{2,60}(?:["']\])?\s*=\s*(?=[{[])/.exec(text.slice(0, 200))?.[0].length ?? -1);
    if (start < 0) continue;
    read += 1;
    const value = parseLooseJson(text.slice(start));
    if (value !== undefined) yield value;
  }
}

/** The object in the page's state that is named as the headline is and has a description; the first one found, going breadth first. */
function findPosting(root: unknown, title: string): State | null {
  const queue: unknown[] = [root];
  for (let at = 0; at < queue.length && at < MOST_NODES; at += 1) {
    const value = queue[at];
    if (isState(value)) {
      const entries = Object.entries(value);
      const named = entries.some(
        ([key, text]) => TITLES.has(squash(key)) && typeof text === 'string' && text.length < 300 && squash(plain(text)) === title,
      );
      if (named && entries.some(([key, text]) => KEYS.description?.includes(squash(key)) && typeof text === 'string' && text.length > 100))
        return value;
      for (const [, child] of entries) if (typeof child === 'object' && child !== null) queue.push(child);
    } else if (Array.isArray(value))
      for (const child of value.slice(0, 2000)) if (typeof child === 'object' && child !== null) queue.push(child);
  }
  return null;
}

/** What a single-page application's own state says of the posting that `title` names; nothing where no object of it has that title. */
export function* readEmbeddedState(page: Page, title: string): Generator<Reading> {
  const wanted = squash(title);
  if (wanted.length < 4) return;
  for (const value of readValues(page)) {
    const posting = findPosting(value, wanted);
    if (!posting) continue;
    for (const [field, names] of Object.entries(KEYS) as [PostingField, readonly string[]][]) {
      const entry = Object.entries(posting).find(
        ([key, raw]) => names.includes(squash(key)) && raw !== null && raw !== '' && typeof raw !== 'boolean',
      );
      if (entry) yield { field, raw: entry[1], reader: 'embedded-state', via: entry[0] };
    }
    return;
  }
}
