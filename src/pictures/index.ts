/** Pictures of a streak's year and a community's week: plain facts in, a PNG with its alternative text out. */
export type { Theme, WeekFacts, YearFacts } from './facts.ts';
export { markPng, markSvg } from './mark.ts';
export type { Picture } from './picture.ts';
export { weekPicture } from './week.ts';
export { yearPicture } from './year.ts';
