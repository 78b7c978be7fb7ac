export * from './account.ts';
export * from './application.ts';
export * from './csv.ts';
export * from './endpoints/index.ts';
export * from './list.ts';
export * from './posting.ts';
export * from './problem.ts';
export * from './text.ts';
