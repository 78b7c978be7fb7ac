import { WithPassword } from '../account.ts';
import { Recover, RecoveryCodes, RecoveryCodesLeft, Reset } from '../recovery.ts';
import type { Endpoint } from './endpoint.ts';

export const recoveryEndpoints = {
  makeRecoveryCodes: {
    method: 'POST',
    path: '/api/me/recovery-codes',
    summary: 'Make ten recovery codes in place of those before; shown this once',
    access: 'user',
    scope: 'session',
    body: WithPassword,
    statuses: [201],
    reply: RecoveryCodes,
    problems: ['wrong_credentials'],
  },
  countRecoveryCodes: {
    method: 'GET',
    path: '/api/me/recovery-codes',
    summary: 'How many recovery codes are left',
    access: 'user',
    scope: 'session',
    statuses: [200],
    reply: RecoveryCodesLeft,
    problems: [],
  },
  recover: {
    method: 'POST',
    path: '/api/auth/recover',
    summary: 'Choose a new password with a recovery code, which is used up; every session ends',
    access: 'public',
    body: Recover,
    statuses: [204],
    reply: null,
    problems: ['wrong_credentials'],
  },
  reset: {
    method: 'POST',
    path: '/api/auth/reset',
    summary: "Choose a new password with the token of an administrator's link, which is used up; every session and recovery code ends",
    access: 'public',
    body: Reset,
    statuses: [204],
    reply: null,
    problems: ['link_invalid'],
  },
} as const satisfies Record<string, Endpoint>;
