export * from './ask.ts';
export type * from './ports.ts';
export * from './seen.ts';
