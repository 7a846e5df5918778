export * from './delivery.ts';
export type * from './ports.ts';
export * from './schedule.ts';
export type * from './types.ts';
