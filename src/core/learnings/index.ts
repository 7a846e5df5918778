export type * from './ports.ts';
export * from './seen.ts';
