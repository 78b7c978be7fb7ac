import { ApiTokens, MadeApiToken, NewApiToken } from '../api-token.ts';
import { ById, type Endpoint } from './endpoint.ts';

export const apiTokensEndpoints = {
  listApiTokens: {
    method: 'GET',
    path: '/api/me/tokens',
    summary: 'The personal API tokens, newest first; one that has expired stays in the list for a month',
    access: 'user',
    scope: 'session',
    statuses: [200],
    reply: ApiTokens,
    problems: [],
  },
  createApiToken: {
    method: 'POST',
    path: '/api/me/tokens',
    summary: 'Make a personal API token for programs, sent as an access token is; the token itself is shown this once',
    access: 'user',
    scope: 'session',
    body: NewApiToken,
    statuses: [201],
    reply: MadeApiToken,
    problems: ['too_many_tokens'],
  },
  deleteApiToken: {
    method: 'DELETE',
    path: '/api/me/tokens/:id',
    summary: 'End a personal API token, from the next request on',
    access: 'user',
    scope: 'session',
    params: ById,
    statuses: [204],
    reply: null,
    problems: ['not_found'],
  },
} as const satisfies Record<string, Endpoint>;
