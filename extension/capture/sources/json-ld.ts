import type { Reading } from '../capture.ts';
import type { Page } from '../page.ts';
import { fold } from '../text.ts';
import { parseLooseJson } from './repair-json.ts';

export type Node = Record<string, unknown>;

const MAX_SCRIPTS = 400;
const MAX_NODES = 20_000;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether `@type` names a type, in any spelling: "JobPosting", "schema:JobPosting", "http://schema.org/JobPosting", or a list of them, in lists. */
function hasType(node: Node, name: string): boolean {
  const types = [node['@type'] ?? node['type']].flat(4);
  return types.some((type) => typeof type === 'string' && type.toLowerCase().replace(/^.*[/#:]/, '') === name);
}

/** Every JobPosting inside a JSON value, however deep (50 levels at most); also what other nodes say about the page. */
function collect(root: unknown, postings: Node[], byId: Map<string, Node>): void {
  const queue: { value: unknown; depth: number }[] = [{ value: root, depth: 0 }];
  for (let at = 0; at < queue.length && at < MAX_NODES; at += 1) {
    const { value, depth } = queue[at] ?? { value: null, depth: 0 };
    if (depth > 50) continue;
    if (Array.isArray(value)) for (const item of value) queue.push({ value: item, depth: depth + 1 });
    else if (isNode(value)) {
      const id = value['@id'];
      if (typeof id === 'string' && Object.keys(value).length > 1) byId.set(id, value);
      if (hasType(value, 'jobposting')) postings.push(value);
      for (const child of Object.values(value))
        if (typeof child === 'object' && child !== null) queue.push({ value: child, depth: depth + 1 });
    }
  }
}

/** All JobPosting nodes of the page's JSON-LD, with `@id` references one level deep resolved. */
export function readPostingNodes(page: Page): Node[] {
  const postings: Node[] = [];
  const byId = new Map<string, Node>();
  let read = 0;
  for (const script of page.tree.scripts) {
    if (!/ld\s*\+?\s*json/i.test(script.type) || read >= MAX_SCRIPTS) continue;
    if (page.budget.isSpent()) break;
    read += 1;
    // The cheap look first: ten thousand breadcrumbs need no parsing.
    if (!/job\s*posting/i.test(script.text)) continue;
    const value = parseLooseJson(script.text);
    if (value !== undefined) collect(value, postings, byId);
  }
  for (const posting of postings) {
    for (const [key, value] of Object.entries(posting)) {
      if (isNode(value) && typeof value['@id'] === 'string' && Object.keys(value).length === 1)
        posting[key] = byId.get(value['@id']) ?? value;
    }
  }
  return postings;
}

const NAMES: [Reading['field'], string[]][] = [
  ['title', ['title', 'name']],
  ['company', ['hiringOrganization', 'employmentUnit', 'hiringorganization', 'organization']],
  ['location', ['jobLocation', 'joblocation']],
  ['employmentType', ['employmentType', 'workHours']],
  ['salary', ['baseSalary', 'estimatedSalary']],
  ['datePosted', ['datePosted', 'dateposted', 'datePublished']],
  ['validThrough', ['validThrough', 'validthrough']],
  ['description', ['description', 'responsibilities']],
];

function salaryOf(node: Node): unknown {
  const value = node['baseSalary'] ?? node['estimatedSalary'];
  const currency = node['salaryCurrency'];
  if (isNode(value) || Array.isArray(value)) return isNode(value) && currency && !value['currency'] ? { ...value, currency } : value;
  return value === undefined || value === null || value === '' ? undefined : { value, currency };
}

/** The readings of one JobPosting node, of JSON-LD, microdata or RDFa alike. `raw` stays as it was written. */
export function* readPostingNode(node: Node, reader: string): Generator<Reading> {
  for (const [field, keys] of NAMES) {
    if (field === 'salary') {
      const raw = salaryOf(node);
      if (raw !== undefined) yield { field, raw, reader, via: 'baseSalary' };
      continue;
    }
    const key = keys.find((name) => node[name] !== undefined && node[name] !== null && node[name] !== '');
    if (key && !(field === 'employmentType' && key === 'workHours')) yield { field, raw: node[key], reader, via: key };
  }
  const place = node['jobLocationType'];
  const remote = typeof place === 'string' && fold(place).includes('telecommute');
  if (remote) {
    yield { field: 'workplaceType', raw: 'TELECOMMUTE', reader, via: 'jobLocationType' };
    const where = node['applicantLocationRequirements'];
    if (where && !node['jobLocation']) yield { field: 'location', raw: where, reader, via: 'applicantLocationRequirements' };
  }
}
