import { untilSpent } from '../budget.ts';
import type { Page } from '../page.ts';
import { clean } from '../text.ts';
import { atomsText } from '../tree-text.ts';
import { attribute, contains, type Box } from '../tree.ts';
import type { Node } from './json-ld.ts';

/** The value of a property element, as the HTML standard's microdata says; `content` counts on any element, as search engines read it. */
function valueOf(page: Page, box: Box): string {
  const content = attribute(box, 'content');
  if (content || box.tag === 'meta') return content;
  if (box.tag === 'time' || box.tag === 'data') return attribute(box, 'datetime') || attribute(box, 'value') || clean(atomsText(page, box));
  if (box.tag === 'a' || box.tag === 'link' || box.tag === 'img')
    return clean(atomsText(page, box)) || attribute(box, 'href') || attribute(box, 'src');
  return hiddenText(page, box);
}

/** Text of a box even where it isn't shown: property elements often stand in hidden boxes. */
function hiddenText(page: Page, box: Box): string {
  let text = '';
  for (const atom of untilSpent(page.tree.atoms, page.budget)) {
    if (atom.order < box.order) continue;
    if (atom.order >= box.end) break;
    text += ` ${atom.text}`;
  }
  return clean(text);
}

function add(node: Node, name: string, value: unknown): void {
  if (name === '__proto__') return;
  if (node[name] === undefined) node[name] = value;
  else if (Array.isArray(node[name])) node[name].push(value);
  else node[name] = [node[name], value];
}

interface Names {
  scope: string;
  type: string;
  property: string;
}
const MICRODATA: Names = { scope: 'itemscope', type: 'itemtype', property: 'itemprop' };
const RDFA: Names = { scope: 'typeof', type: 'typeof', property: 'property' };

function isScope(box: Box, names: Names): boolean {
  return box.attributes?.[names.scope] !== undefined;
}

/** One item as a node with schema.org's names as keys; nested items as nodes. */
function itemOf(page: Page, root: Box, names: Names, depth: number): Node {
  const node: Node = { '@type': attribute(root, names.type) };
  const visit = (box: Box, level: number): void => {
    for (const child of untilSpent(box.children, page.budget)) {
      const property = attribute(child, names.property);
      const scoped = isScope(child, names);
      if (property) {
        const value = scoped && depth < 6 ? itemOf(page, child, names, depth + 1) : valueOf(page, child);
        if (typeof value === 'object' && Object.keys(value).length === 1) value['name'] = hiddenText(page, child);
        for (const name of property.split(/\s+/)) if (value !== '') add(node, name.replace(/^.*[:/]/, ''), value);
      }
      if (!scoped && level < 200) visit(child, level + 1);
    }
  };
  visit(root, 0);
  return node;
}

function readItems(page: Page, names: Names): { node: Node; box: Box }[] {
  const items: { node: Node; box: Box }[] = [];
  for (const box of untilSpent(page.tree.boxes, page.budget)) {
    if (!box.attributes || !isScope(box, names) || !/jobposting\b/i.test(attribute(box, names.type))) continue;
    if (items.some((item) => contains(item.box, box)) || items.length > 300) continue;
    const node = itemOf(page, box, names, 0);
    if (typeof node['description'] === 'string') delete node['description'];
    items.push({ node, box });
  }
  return items;
}

/** JobPosting items written as microdata. Their description is left to the readers of the rendered page, which keep its structure. */
export const readMicrodata = (page: Page): { node: Node; box: Box }[] => readItems(page, MICRODATA);

/** JobPosting items written as RDFa. */
export const readRdfa = (page: Page): { node: Node; box: Box }[] => readItems(page, RDFA);
