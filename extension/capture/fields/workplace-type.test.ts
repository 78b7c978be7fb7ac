import { describe, expect, it } from 'vitest';
import { parseRemoteAnswer, parseWorkplaceType } from './workplace-type.ts';

describe('a workplace type', () => {
  it.each([
    ['TELECOMMUTE', 'REMOTE'],
    ['Remote', 'REMOTE'],
    ['Hybrid', 'HYBRID'],
    ['On-site', 'ONSITE'],
    ['Hybrid, remote', 'HYBRID'],
    ['No remote', null],
    ['Home office', 'REMOTE'],
    ['Praca zdalna', 'REMOTE'],
    ['リモート', 'REMOTE'],
    ['Remote or on-site', 'HYBRID'],
    ['Práce hybridní', 'HYBRID'],
    ['İş Yerinde', 'ONSITE'],
    ['Presencial', 'ONSITE'],
    ['vor Ort', 'ONSITE'],
    ['Télétravail possible', null],
    ['Homeoffice möglich', null],
    ['2 days a week remote', null],
    ['Remote sensing', null],
    ['Loom Technician', null],
    ['', null],
    [null, null],
  ])('written %j is %j', (written, type) => expect(parseWorkplaceType(written)).toBe(type));

  it.each([
    ['Yes', 'REMOTE'],
    ['Oui', 'REMOTE'],
    ['No', 'ONSITE'],
    ['Nein', 'ONSITE'],
    ['Partially', 'HYBRID'],
    ['Oui, jusqu’à 2 jours par semaine', 'HYBRID'],
    ['Hybrid', 'HYBRID'],
    ['by agreement', null],
  ])('under a label that asks for remote work, %j is %j', (written, type) => expect(parseRemoteAnswer(written)).toBe(type));
});
