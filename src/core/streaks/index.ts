export { backdateWindow } from './backdate.ts';
export { cadenceOn, changeCadence } from './cadence.ts';
export { checkpointDay, closeThrough } from './checkpoint.ts';
export { outageDays, shortDays } from './excuses.ts';
export { type DayExplanation, type DayOutcome, explainDay } from './explain.ts';
export { foldStreak } from './fold.ts';
export type * from './ports.ts';
export type * from './types.ts';
export { isRequired, nextRequiredDay, type WeekProgress, weekProgress } from './week.ts';
