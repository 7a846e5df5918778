import type { Area } from '../steps.ts';
import { community, features, roundup, setup } from './community.ts';
import { history, log, pictures, start, streak, today, typed } from './first.ts';
import { learnings, review, stuck, why } from './learn.ts';
import { daysOff, exported, help, link, mistakes, privacy, settings } from './rest.ts';

/** The areas of docs/messages.md in its order. */
export const tour: readonly Area[] = [
  start,
  log,
  typed,
  pictures,
  today,
  streak,
  history,
  stuck,
  why,
  learnings,
  review,
  settings,
  daysOff,
  community,
  roundup,
  setup,
  features,
  link,
  exported,
  privacy,
  help,
  mistakes,
];
