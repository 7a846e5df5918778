export * from './ask.ts';
export type * from './assistant.ts';
export * from './keep-learning.ts';
export type * from './ports.ts';
export * from './seen.ts';
