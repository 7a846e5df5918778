export * from './leaderboard.ts';
export * from './milestones.ts';
export * from './period.ts';
export * from './plan.ts';
export * from './schedule.ts';
export type * from './types.ts';
export * from './week.ts';
