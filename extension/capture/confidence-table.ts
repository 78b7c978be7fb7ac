import type { PostingField } from '../../contract/posting.ts';

type Row = Partial<Record<PostingField, number>>;

/**
 * How often each reader is right about each field, 0 to 1: what a finding's confidence starts from. Data, so that a benchmark may measure
 * and replace it; a reader that is not named is a site.
 */
export const CONFIDENCE: Readonly<Record<string, Row>> = {
  site: {
    title: 0.96,
    company: 0.95,
    location: 0.95,
    workplaceType: 0.92,
    employmentType: 0.92,
    salary: 0.93,
    datePosted: 0.93,
    validThrough: 0.93,
    description: 0.95,
  },
  'json-ld': {
    title: 0.9,
    company: 0.84,
    location: 0.72,
    workplaceType: 0.6,
    employmentType: 0.68,
    salary: 0.72,
    datePosted: 0.86,
    validThrough: 0.82,
    description: 0.75,
  },
  microdata: {
    title: 0.9,
    company: 0.82,
    location: 0.8,
    workplaceType: 0.6,
    employmentType: 0.75,
    salary: 0.75,
    datePosted: 0.86,
    validThrough: 0.82,
    description: 0.6,
  },
  rdfa: {
    title: 0.9,
    company: 0.82,
    location: 0.8,
    workplaceType: 0.6,
    employmentType: 0.75,
    salary: 0.75,
    datePosted: 0.86,
    validThrough: 0.82,
    description: 0.6,
  },
  'embedded-state': {
    title: 0.7,
    company: 0.65,
    location: 0.55,
    workplaceType: 0.5,
    employmentType: 0.6,
    salary: 0.55,
    datePosted: 0.6,
    validThrough: 0.6,
    description: 0.6,
  },
  'open-graph': { title: 0.72, company: 0.4, location: 0.4, description: 0.3 },
  headings: { title: 0.88 },
  'headings-weak': { title: 0.6 },
  'document-title': { title: 0.74, company: 0.66, location: 0.55 },
  'label-values': {
    title: 0.5,
    company: 0.9,
    location: 0.9,
    workplaceType: 0.88,
    employmentType: 0.86,
    salary: 0.85,
    datePosted: 0.88,
    validThrough: 0.9,
  },
  'near-headline': { company: 0.78, location: 0.78, workplaceType: 0.8, employmentType: 0.8, salary: 0.82, datePosted: 0.75 },
  asides: { location: 0.5, workplaceType: 0.6, employmentType: 0.6 },
  'near-headline-weak': { location: 0.5 },
  'title-words': { workplaceType: 0.72, location: 0.4, employmentType: 0.55 },
  'location-words': { workplaceType: 0.7 },
  prose: { workplaceType: 0.62, employmentType: 0.74, salary: 0.72, validThrough: 0.7, location: 0.5 },
  sentences: { company: 0.62 },
  'sentences-weak': { company: 0.45 },
  'site-name': { company: 0.45 },
  logo: { company: 0.5 },
  'logo-weak': { company: 0.3 },
  copyright: { company: 0.38 },
  tenant: { company: 0.45 },
  host: { company: 0.3 },
  structure: { description: 0.84 },
};

/** Below this a field stays empty: a wrong answer costs more than none. */
export const LEAST: Readonly<Record<PostingField, number>> = {
  title: 0.35, company: 0.42, location: 0.48, workplaceType: 0.5, employmentType: 0.5, salary: 0.5, datePosted: 0.5, validThrough: 0.5, description: 0.3,
}; // prettier-ignore

/** Confidence that a reader's findings start with; 0 where a reader says nothing of the field. */
export function confidenceOf(reader: string, field: PostingField): number {
  return (CONFIDENCE[reader] ?? CONFIDENCE['site'])?.[field] ?? 0;
}
