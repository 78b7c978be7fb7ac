import * as v from 'valibot';
import { EmploymentType, POSTING_FIELDS, Salary, WorkplaceType } from '../../contract/posting.ts';
import { Day, Instant, line, prose, WebUrl } from '../../contract/text.ts';
import type { Capture as CaptureShape } from './capture.ts';

/** Cut instead of refused: one long line of a page must not cost the whole capture. */
const cut = (max: number) =>
  v.pipe(
    v.string(),
    v.transform((text) => text.slice(0, max)),
    line(max),
  );

const Via = {
  raw: cut(300),
  reader: v.pipe(cut(60), v.minLength(1)),
  via: cut(300),
  confidence: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
};

const findings = <F extends (typeof POSTING_FIELDS)[number], S extends v.GenericSchema>(field: F, value: S) =>
  v.optional(v.pipe(v.array(v.object({ field: v.literal(field), value, ...Via })), v.maxLength(12), v.minLength(1)));

const Draft = v.object({
  title: findings('title', line(500, 1)),
  company: findings('company', line(300)),
  location: findings('location', line(500)),
  workplaceType: findings('workplaceType', WorkplaceType),
  employmentType: findings('employmentType', EmploymentType),
  salary: findings('salary', Salary),
  datePosted: findings('datePosted', Day),
  validThrough: findings('validThrough', Day),
  description: findings('description', prose(200_000)),
});

const Capture = v.object({
  url: WebUrl,
  capturedAt: Instant,
  verdict: v.object({
    kind: v.picklist(['posting', 'split_view', 'form', 'list', 'not_a_job', 'not_loaded']),
    reason: v.pipe(v.string(), v.regex(/^[a-z_]{1,60}$/)),
  }),
  draft: Draft,
  postingKey: v.nullable(line(600, 1)),
  language: v.nullable(line(35)),
  incomplete: v.boolean(),
});

/** A capture that came out of a page, where anything may have been put in its place: bounded and of the right shape, or `null`. */
export function parseCapture(untrusted: unknown): CaptureShape | null {
  const result = v.safeParse(Capture, untrusted);
  if (!result.success) return null;
  const draft: CaptureShape['draft'] = {};
  for (const field of POSTING_FIELDS) {
    const found = result.output.draft[field];
    if (found) Object.assign(draft, { [field]: found });
  }
  return { ...result.output, draft };
}
