import type { PostingField } from '../../contract/posting.ts';

type Row = Partial<Record<PostingField, number>>;

/**
 * How often each reader is right about each field, 0 to 1: what a finding's confidence starts from. Written by `npm run bench:capture -- --write`,
 * from saved pages and what was believed before (scripts/bench/confidence-prior.ts); never by hand. A reader that is not named is a site.
 */
export const CONFIDENCE: Readonly<Record<string, Row>> = {
  site: {
    title: 0.98,
    company: 0.98,
    location: 0.98,
    workplaceType: 0.95,
    employmentType: 0.95,
    salary: 0.95,
    datePosted: 0.93,
    validThrough: 0.93,
    description: 0.92,
  },
  'json-ld': {
    title: 0.95,
    company: 0.87,
    location: 0.77,
    workplaceType: 0.69,
    employmentType: 0.81,
    salary: 0.76,
    datePosted: 0.91,
    validThrough: 0.86,
    description: 0.76,
  },
  microdata: {
    title: 0.9,
    company: 0.83,
    location: 0.81,
    workplaceType: 0.6,
    employmentType: 0.75,
    salary: 0.75,
    datePosted: 0.87,
    validThrough: 0.82,
    description: 0.6,
  },
  rdfa: {
    title: 0.9,
    company: 0.83,
    location: 0.81,
    workplaceType: 0.6,
    employmentType: 0.76,
    salary: 0.76,
    datePosted: 0.82,
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
  'open-graph': { title: 0.71, company: 0.4, location: 0.4, description: 0.3 },
  headings: { title: 0.97 },
  'headings-weak': { title: 0.65 },
  'document-title': { title: 0.74, company: 0.85, location: 0.64 },
  'label-values': {
    title: 0.57,
    company: 0.93,
    location: 0.93,
    workplaceType: 0.91,
    employmentType: 0.94,
    salary: 0.9,
    datePosted: 0.88,
    validThrough: 0.93,
  },
  'employer-beside': { company: 0.9 },
  'near-headline': {
    company: 0.84,
    location: 0.9,
    workplaceType: 0.85,
    employmentType: 0.91,
    salary: 0.83,
    datePosted: 0.81,
    validThrough: 0.8,
  },
  asides: { location: 0.5, workplaceType: 0.65, employmentType: 0.68 },
  'near-headline-weak': { company: 0.6, location: 0.59 },
  'title-words': { location: 0.4, workplaceType: 0.75, employmentType: 0.55 },
  'location-words': { workplaceType: 0.73 },
  prose: { location: 0.48, workplaceType: 0.73, employmentType: 0.79, salary: 0.81, validThrough: 0.75 },
  sentences: { company: 0.71 },
  'sentences-weak': { company: 0.64 },
  'site-name': { company: 0.48 },
  logo: { company: 0.58 },
  'logo-weak': { company: 0.34 },
  copyright: { company: 0.36 },
  tenant: { company: 0.61 },
  host: { company: 0.38 },
  structure: { description: 0.89 },
};

/** Below this a field stays empty: under it, wrong answers cost more than right ones bring. Measured with the table, for the two move together. */
export const LEAST: Readonly<Record<PostingField, number>> = {
  title: 0.48,
  company: 0.5,
  location: 0.42,
  workplaceType: 0.48,
  employmentType: 0.48,
  salary: 0.48,
  datePosted: 0.48,
  validThrough: 0.52,
  description: 0.48,
};

/** Confidence that a reader's findings start with; 0 where a reader says nothing of the field. */
export function confidenceOf(reader: string, field: PostingField): number {
  return (CONFIDENCE[reader] ?? CONFIDENCE['site'])?.[field] ?? 0;
}
