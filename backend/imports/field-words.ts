import { OUTCOMES, type Outcome } from '../../contract/application.ts';
import { EMPLOYMENT_TYPES, WORKPLACE_TYPES, type EmploymentType, type WorkplaceType } from '../../contract/posting.ts';
import { foldWord } from './stage-words.ts';

const table = <T extends string>(own: readonly T[], others: Readonly<Record<string, T>>): ReadonlyMap<string, T> =>
  new Map([...own.map((value): [string, T] => [foldWord(value), value]), ...Object.entries(others)]);

const EMPLOYMENT = table(EMPLOYMENT_TYPES, {
  contract: 'CONTRACTOR',
  freelance: 'CONTRACTOR',
  temp: 'TEMPORARY',
  internship: 'INTERN',
  vollzeit: 'FULL_TIME',
  teilzeit: 'PART_TIME',
} satisfies Record<string, EmploymentType>);

const WORKPLACE = table(WORKPLACE_TYPES, {
  onlocation: 'ONSITE',
  inoffice: 'ONSITE',
  office: 'ONSITE',
  inperson: 'ONSITE',
  fullyremote: 'REMOTE',
} satisfies Record<string, WorkplaceType>);

const OUTCOME = table(OUTCOMES, {});

export const parseEmploymentType = (text: string): EmploymentType | null => EMPLOYMENT.get(foldWord(text)) ?? null;
export const parseWorkplaceType = (text: string): WorkplaceType | null => WORKPLACE.get(foldWord(text)) ?? null;
export const parseOutcome = (text: string): Outcome | null => OUTCOME.get(foldWord(text)) ?? null;
