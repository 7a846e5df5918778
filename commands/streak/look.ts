import { privately } from '../../src/chat/answers.ts';
import type { Context } from '../../src/chat/context.ts';
import { shownName } from '../../src/chat/interaction.ts';
import { code, joined, type Markdown, md } from '../../src/chat/markdown.ts';
import type { Answer, Button } from '../../src/chat/reply.ts';
import { calendarMonth } from '../../src/core/calendar/index.ts';
import type { Person } from '../../src/core/people/index.ts';
import { idsOf } from '../../src/core/people/index.ts';
import { type PictureRef, pictureWords, sharedPictures } from '../../src/core/sharing/index.ts';
import { nextMilestone, reachedMilestone } from '../../src/core/streaks/index.ts';
import { readLedger, type Streak } from '../../src/core/streaks/read.ts';
import { ledgerText } from '../../src/messages/ledger.ts';
import { pictureOf } from '../../src/messages/picture.ts';
import { streakText } from '../../src/messages/today.ts';
import { count, monthText } from '../../src/messages/words.ts';
import { sharePictureButtons, sharingOf } from '../../src/settings/picture-sharing.ts';

export const nothingYet = ({ commandName }: Context): Answer =>
  privately(
    'no-streak',
    md`Your streak starts with the first thing you log. Try ${code(`${commandName('log')} what I built`)}.`,
  );

/** What a person was asked for by its name alone: the newest picture of this kind. */
export async function latestPicture(
  view: PictureRef['view'],
  theme: PictureRef['theme'],
  shape: PictureRef['shape'],
  context: Context,
): Promise<Answer> {
  const { person } = context;
  if (!person) return nothingYet(context);
  const streak = await ledgerOf(person, context);
  const of = latestOf(view, streak);
  if (of === undefined) {
    return privately(
      'no-milestone',
      md`Your first milestone is ${count(nextMilestone(0), 'day')} in a row. ${streakText(streak)}`,
    );
  }
  return drawn({ view, of, theme, shape }, person, streak, context);
}

export async function picture(wanted: PictureRef, context: Context): Promise<Answer> {
  const { person } = context;
  if (!person) return nothingYet(context);
  const streak = await ledgerOf(person, context);
  return drawn(wanted.view === 'year' ? { ...wanted, of: streak.today } : wanted, person, streak, context);
}

const ledgerOf = (person: Person, { now, services: { stores, rules } }: Context): Promise<Streak> =>
  readLedger(stores, person, now, rules);

/** Undefined for a milestone where none was reached. */
function latestOf(view: PictureRef['view'], streak: Streak): number | undefined {
  if (view === 'year') return streak.today;
  if (view === 'month') return calendarMonth(streak.today).first;
  if (view === 'recap') return recapYear(streak);
  return reachedMilestone(streak.days)?.count;
}

/** The year that is over, while the new one is in its first month; else this one. */
function recapYear({ today, days }: Streak): number {
  const { year, month } = calendarMonth(today);
  const isLast = month === 1 && days.some((it) => it.logged && calendarMonth(it.day).year === year - 1);
  return isLast ? year - 1 : year;
}

async function drawn(wanted: PictureRef, person: Person, streak: Streak, context: Context): Promise<Answer> {
  const { signature, communities } = await sharingOf(person, {
    ...context,
    account: shownName(context.actor),
  });
  const image = await pictureOf(wanted, streak, signature);
  if (!image) return nothingYet(context);
  const isBegun = streak.days.some((it) => it.logged);
  const { theme, shape, view } = wanted;
  const button = (label: string, changed: Partial<PictureRef>): Button => ({
    label,
    action: { name: 'streak.picture', args: pictureWords({ ...wanted, ...changed }), inPlace: true },
  });
  const looks = [
    ...(view === 'year' ? [{ label: 'Why?', action: { name: 'streak.why', inPlace: true } }] : []),
    theme === 'light' ? button('Dark', { theme: 'dark' }) : button('Light', { theme: 'light' }),
    ...(view === 'year'
      ? [shape === 'wide' ? button('Square', { shape: 'square' }) : button('Wide', { shape: 'wide' })]
      : []),
  ];
  const shares = sharePictureButtons(wanted, communities);
  const taken = await sharedPictures(context.services.stores, idsOf(person));
  const back = { label: 'Shared pictures', action: { name: 'streak.shared' } };
  return privately('streak', textOf(wanted, streak, person), {
    picture: image,
    buttons: [
      [...looks, ...(isBegun ? shares : [])].slice(0, 5),
      [...neighbours(wanted, streak, person, button), ...(taken.length > 0 ? [back] : [])],
    ],
  });
}

/** The pictures beside this one. */
function neighbours(
  { view, of }: PictureRef,
  streak: Streak,
  { language }: Person,
  button: (label: string, changed: Partial<PictureRef>) => Button,
): Button[] {
  const first = streak.days[0]?.day ?? streak.today;
  const { year } = calendarMonth(streak.today);
  if (view === 'month') {
    const [before, after] = [calendarMonth(of - 1).first, calendarMonth(of + 31).first];
    return [
      ...(of > first ? [button(monthText(before, language), { of: before })] : []),
      ...(after <= streak.today ? [button(monthText(after, language), { of: after })] : []),
      button('Year', { view: 'year', of: streak.today }),
    ];
  }
  if (view === 'recap') {
    return [
      ...(of > calendarMonth(first).year ? [button(String(of - 1), { of: of - 1 })] : []),
      ...(of < year ? [button(String(of + 1), { of: of + 1 })] : []),
      button('Year', { view: 'year', of: streak.today }),
    ];
  }
  const reached = reachedMilestone(streak.days);
  return [
    ...(view === 'milestone' ? [button('Year', { view: 'year', of: streak.today })] : []),
    button('Month', { view: 'month', of: calendarMonth(streak.today).first }),
    button(String(recapYear(streak)), { view: 'recap', of: recapYear(streak) }),
    ...(view === 'year' && reached
      ? [button(count(reached.count, 'day'), { view: 'milestone', of: reached.count })]
      : []),
  ];
}

function textOf({ view, of }: PictureRef, streak: Streak, { language }: Person): Markdown {
  if (view === 'month') return md`Your **${monthText(of, language)}**, day by day.`;
  if (view === 'recap') return md`Your **${of}**, month by month.`;
  if (view === 'milestone') return md`**${count(of, 'day')} in a row** 🎉`;
  return joined([streakText(streak), freezeText(streak)]);
}

function freezeText({ freezes }: Streak): Markdown {
  if (freezes.held >= freezes.max)
    return md`Each freeze covers one missed day automatically. You can keep up to ${freezes.max}.`;
  return md`${count(freezes.daysToNext, 'more day')} until your next freeze, which covers a missed day automatically.`;
}

export async function why(context: Context): Promise<Answer> {
  const { person } = context;
  if (!person) return nothingYet(context);
  const streak = await ledgerOf(person, context);
  const year: PictureRef = { view: 'year', of: streak.today, theme: 'light', shape: 'wide' };
  return privately('streak-why', ledgerText(streak, person), {
    buttons: [
      [{ label: 'The year', action: { name: 'streak.picture', args: pictureWords(year), inPlace: true } }],
    ],
  });
}
