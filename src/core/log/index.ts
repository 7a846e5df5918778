export * from './change.ts';
export * from './date-words.ts';
export * from './kudos.ts';
export type * from './ports.ts';
export * from './text.ts';
export type * from './types.ts';
export * from './what-if.ts';
export * from './words.ts';
export * from './write.ts';
