import type { PostingField } from '../../contract/posting.ts';
import type { Capture, Draft, FieldValues, Finding } from '../capture/capture.ts';

export function buildFinding<F extends PostingField>(field: F, value: FieldValues[F], over: Partial<Finding<F>> = {}): Finding<F> {
  return { field, value, raw: String(value), reader: 'json-ld', via: field, confidence: 0.9, ...over };
}

export function buildCapture(draft: Draft, over: Partial<Capture> = {}): Capture {
  return {
    url: 'https://jobs.example/1',
    capturedAt: '2026-11-22T12:00:00.000Z',
    verdict: { kind: 'posting', reason: 'structured_data' },
    draft,
    postingKey: 'example:1',
    language: 'en',
    incomplete: false,
    ...over,
  };
}
