import { describe, expect, it } from 'vitest';
import { parseWorkplaceType } from './workplace-type.ts';

describe('a workplace type', () => {
  it.each([
    ['TELECOMMUTE', 'REMOTE'],
    ['Remote', 'REMOTE'],
    ['Hybrid', 'HYBRID'],
    ['On-site', 'ONSITE'],
    ['Hybrid, remote', 'HYBRID'],
    ['No remote', null],
    ['Loom Technician', null],
    ['', null],
    [null, null],
  ])('written %j is %j', (written, type) => expect(parseWorkplaceType(written)).toBe(type));
});
