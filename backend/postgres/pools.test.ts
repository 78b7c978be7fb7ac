import { describe, expect, it } from 'vitest';
import { LEAST_CONNECTIONS, shareConnections } from './pools.ts';

describe('the connections of a server', () => {
  it.each([
    [24, { models: 10, pipe: 10, streams: 4 }],
    [9, { models: 4, pipe: 3, streams: 2 }],
    [LEAST_CONNECTIONS, { models: 3, pipe: 2, streams: 1 }],
  ])('%i are shared out whole', (connections, shares) => {
    expect(shareConnections(connections)).toEqual(shares);
    expect(shares.models + shares.pipe + shares.streams).toBe(connections);
  });
});
