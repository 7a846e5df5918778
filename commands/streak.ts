import { privately } from '../src/chat/answers.ts';
import { type Command, leaf } from '../src/chat/command.ts';
import type { Context } from '../src/chat/context.ts';
import { code, joined, md } from '../src/chat/markdown.ts';
import type { Answer } from '../src/chat/reply.ts';
import { readLedger, type Streak } from '../src/core/streaks/read.ts';
import { ledgerText } from '../src/messages/ledger.ts';
import { streakText } from '../src/messages/today.ts';
import { count } from '../src/messages/words.ts';
import { yearOf } from '../src/messages/year.ts';

export default {
  name: 'streak',
  summary: 'Your streak, your year as a picture, and the reasons day by day',
  group: 'first',
  leaf: leaf({
    summary: 'Your streak, your year as a picture, and the reasons day by day',
    options: {
      view: {
        kind: 'choice',
        summary: 'The year (the default), or why: day by day in words',
        choices: [
          { value: 'year', label: 'the year as a picture' },
          { value: 'why', label: 'why, day by day' },
        ],
      },
      theme: {
        kind: 'choice',
        summary: 'Light or dark',
        choices: [
          { value: 'light', label: 'light' },
          { value: 'dark', label: 'dark' },
        ],
      },
    },
    run: (input, context) =>
      input.view === 'why' ? why(context) : year(context, input.theme === 'dark' ? 'dark' : 'light'),
  }),
  actions: {
    why: { run: (_args, context) => why(context) },
    year: { run: ([theme], context) => year(context, theme === 'dark' ? 'dark' : 'light') },
  },
} satisfies Command;

const none = ({ commandName }: Context): Answer =>
  privately(
    'no-streak',
    md`Your streak starts with the first thing you log. Try ${code(`${commandName('log')} what I built`)}.`,
  );

async function year(context: Context, theme: 'light' | 'dark'): Promise<Answer> {
  const {
    person,
    now,
    services: { stores, rules },
  } = context;
  if (!person) return none(context);
  const streak = await readLedger(stores, person, now, rules);
  const other = theme === 'light' ? 'dark' : 'light';
  return privately('streak', joined([streakText(streak), freezeText(streak)]), {
    picture: await yearOf(streak, theme, person.language),
    buttons: [
      [
        { label: 'Why?', action: { name: 'streak.why' } },
        { label: other === 'dark' ? 'Dark' : 'Light', action: { name: 'streak.year', args: [other] } },
      ],
    ],
  });
}

function freezeText({ freezes }: Streak) {
  if (freezes.held >= freezes.max)
    return md`Each freeze covers one missed day automatically. You can keep up to ${freezes.max}.`;
  return md`${count(freezes.daysToNext, 'more day')} until your next freeze, which covers a missed day automatically.`;
}

async function why(context: Context): Promise<Answer> {
  const {
    person,
    now,
    services: { stores, rules },
  } = context;
  if (!person) return none(context);
  const streak = await readLedger(stores, person, now, rules);
  return privately('streak-why', ledgerText(streak, person), {
    buttons: [[{ label: 'The year', action: { name: 'streak.year', args: ['light'] } }]],
  });
}
