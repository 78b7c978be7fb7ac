import { expect, it } from 'vitest';
import type { ProblemError } from '../errors.ts';
import { hashPassword, verifyPassword } from './passwords.ts';

it('of 80 passwords at once 53 are worked on, three at a time, and the others told to come back', async () => {
  const passwordHash = await hashPassword('grüne Dohlen im Kamin');
  const results = await Promise.allSettled(Array.from({ length: 80 }, () => verifyPassword(passwordHash, 'grüne Dohlen im Kamin')));
  const refused = results.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
  expect(results.filter((result) => result.status === 'fulfilled' && result.value)).toHaveLength(53);
  expect(refused).toHaveLength(27);
  for (const { reason } of refused)
    expect(reason).toMatchObject({ code: 'rate_limited', retryAfterSeconds: 5 } satisfies Partial<ProblemError>);
  // And the places are free again.
  expect(await verifyPassword(passwordHash, 'another password')).toBe(false);
});

it('without an account the answer is no, whatever the password', async () => {
  expect(await verifyPassword(undefined, '')).toBe(false);
});
