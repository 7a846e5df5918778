export * from './cards.ts';
export type * from './ports.ts';
export * from './schedule.ts';
export * from './types.ts';
