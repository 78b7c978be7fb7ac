import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { ApplicationChanges } from './application.ts';

describe('changes of an application', () => {
  it.each(['location', 'workplaceType', 'employmentType', 'salary', 'datePosted', 'validThrough', 'description'])(
    'empty the posting field %s with null',
    (field) => {
      expect(v.parse(ApplicationChanges, { posting: { [field]: null } })).toEqual({ posting: { [field]: null } });
    },
  );

  it.each(['title', 'url'])('can not empty %s', (field) => {
    expect(v.is(ApplicationChanges, { posting: { [field]: null } })).toBe(false);
    expect(v.is(ApplicationChanges, { posting: { [field]: '' } })).toBe(false);
  });
});
