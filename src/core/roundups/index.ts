export * from './leaderboard.ts';
export * from './period.ts';
export type * from './types.ts';
export * from './week.ts';
