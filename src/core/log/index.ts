export * from './change.ts';
export * from './date-words.ts';
export type * from './ports.ts';
export * from './text.ts';
export type * from './types.ts';
export * from './words.ts';
export * from './write.ts';
