/** Pictures of a person's days and of a community's week: plain facts in, a PNG with its alternative text out. */
export type { YearFacts } from './facts.ts';
export { markPng, markSvg } from './mark.ts';
export { milestonePicture } from './milestone.ts';
export { monthPicture } from './month.ts';
export { recapPicture } from './recap.ts';
export { weekPicture } from './week.ts';
export { yearPicture } from './year.ts';
