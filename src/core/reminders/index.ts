export * from './delivery.ts';
export * from './next-prompt.ts';
export * from './plan.ts';
export type * from './ports.ts';
export * from './schedule.ts';
export type * from './types.ts';
export * from './unanswered.ts';
export * from './wanted.ts';
