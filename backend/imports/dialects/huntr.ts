import type { Dialect } from '../dialect.ts';

/** Huntr's full data download. The list that a card lies in is its status, and people name lists as they like. */
export const huntr: Dialect = {
  name: 'huntr',
  signature: [['title'], ['companyName'], ['listName'], ['listId', 'boardName', 'boardId', 'htmlDescription']],
  columns: {
    id: ['id'],
    title: ['title'],
    company: ['companyName'],
    location: ['location'],
    url: ['url'],
    description: ['htmlDescription'],
    salary: ['salary'],
    stage: ['listName'],
    validThrough: ['deadline'],
    createdAt: ['createdAt'],
    updatedAt: ['lastMovedAt'],
  },
  identity: ['id'],
};
