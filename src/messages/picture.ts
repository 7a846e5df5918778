import { privately } from '../chat/answers.ts';
import { type Markdown, md } from '../chat/markdown.ts';
import type { Reply, ReplyPicture } from '../chat/reply.ts';
import type { PictureRef } from '../core/sharing/index.ts';
import { milestonesUpTo, nextMilestone, reachedMilestone } from '../core/streaks/index.ts';
import type { Streak } from '../core/streaks/read.ts';
import {
  milestonePicture,
  monthPicture,
  recapPicture,
  type YearFacts,
  yearPicture,
} from '../pictures/index.ts';
import { count, monthText, nameText } from './words.ts';

/** The names that a picture carries, and the language of its dates. */
export interface Signature {
  readonly name?: string;
  readonly community?: string;
  readonly language: string;
}

/** A picture of a ledger; undefined where the ledger never reached the milestone. */
export async function pictureOf(
  { view, of, theme, shape }: PictureRef,
  streak: Streak,
  signature: Signature,
): Promise<ReplyPicture | undefined> {
  const { today, current, longest, freezes } = streak;
  const milestones = milestonesUpTo(nextMilestone(Math.max(longest, current)));
  const joined = streak.days[0]?.day ?? today;
  const facts = { ...signature, today, joined, milestones, days: daysOf(streak) };
  switch (view) {
    case 'year':
      return yearPicture({ ...facts, current, longest, freezes }, theme, shape);
    case 'month':
      return monthPicture({ ...facts, month: of }, theme);
    case 'recap':
      return recapPicture({ ...facts, year: of }, theme);
    case 'milestone':
      return milestoneOf(streak, theme, signature, of);
  }
}

/** The card of a milestone: the latest one of `days` in a row, or of all. Undefined where none was reached. */
export async function milestoneOf(
  streak: Pick<Streak, 'days'>,
  theme: 'light' | 'dark',
  signature: Signature,
  days?: number,
): Promise<ReplyPicture | undefined> {
  const reached = reachedMilestone(streak.days, days);
  return reached && milestonePicture({ ...reached, ...signature, next: nextMilestone(reached.count) }, theme);
}

const daysOf = ({ days }: Streak): YearFacts['days'] =>
  days.map((it) => ({ day: it.day, entries: it.entries.length, kind: kindOf(it), count: it.count }));

type Day = Streak['days'][number];

function kindOf(day: Day): YearFacts['days'][number]['kind'] {
  if (day.logged) return 'logged';
  if (day.frozen) return 'frozen';
  if (day.reason === 'rest' || day.reason === 'pause') return day.reason;
  if (day.excused) return 'excused';
  return day.required && !day.open ? 'missed' : 'free';
}

/** What a picture is called in a list and in a sentence: 'your year', 'November 2026'. */
export function pictureName({ view, of }: Pick<PictureRef, 'view' | 'of'>, language: string): string {
  if (view === 'year') return 'your year';
  if (view === 'month') return monthText(of, language);
  return view === 'recap' ? `your ${of}` : `${count(of, 'day')} in a row`;
}

/** A press on *Share* that found no place. `name`: of a community that has no channel. */
export const pictureNowhere = (name?: string): Reply =>
  privately(
    'picture-nowhere',
    name === undefined
      ? md`You aren't in that community any more, so I kept it private.`
      : md`${name} has no channel yet, so I kept it private.`,
  );

/** The copy of a picture that a community sees. */
export function sharedPictureMessage(
  { view, of }: PictureRef,
  streak: Pick<Streak, 'current'>,
  author: string | undefined,
  picture: ReplyPicture,
): Reply {
  return {
    code: 'shared-picture',
    visibility: 'public',
    namesOthers: true,
    text: md`**${nameText(author)}** ${said(view, of, streak.current)}`,
    picture,
  };
}

function said(view: PictureRef['view'], of: number, current: number): Markdown {
  if (view === 'month') return md`shared their ${monthText(of, 'en-GB')}.`;
  if (view === 'recap') return md`shared their ${of}.`;
  if (view === 'milestone') return md`reached ${count(of, 'day')} in a row 🎉`;
  return current > 0
    ? md`shared their year: ${count(current, 'day')} in a row right now.`
    : md`shared their year.`;
}
