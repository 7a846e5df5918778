import { type Command, leaf } from '../src/chat/command.ts';
import { pictureFrom, pictureViews } from '../src/core/sharing/index.ts';
import { latestPicture, nothingYet, picture, why } from './streak/look.ts';
import { askWhich, share, takeBack } from './streak/share.ts';

export default {
  name: 'streak',
  summary: 'Your streak, your year as a picture, and the reasons day by day',
  group: 'first',
  leaf: leaf({
    summary: 'Your streak, your days as pictures, and the reasons day by day',
    options: {
      view: {
        kind: 'choice',
        summary: 'The year (the default), another picture, or why: day by day in words',
        choices: [
          { value: 'year', label: 'the year as a picture' },
          { value: 'month', label: 'this month' },
          { value: 'recap', label: 'a calendar year to look back on' },
          { value: 'milestone', label: 'your latest milestone' },
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
      shape: {
        kind: 'choice',
        summary: 'The shape of the year: wide for a chat, square for everywhere else',
        choices: [
          { value: 'wide', label: 'wide' },
          { value: 'square', label: 'square' },
        ],
      },
    },
    run({ view, theme, shape }, context) {
      if (view === 'why') return why(context);
      const wanted = pictureViews.find((it) => it === view) ?? 'year';
      const look = theme === 'dark' ? 'dark' : 'light';
      return latestPicture(wanted, look, shape === 'square' ? 'square' : 'wide', context);
    },
  }),
  actions: {
    why: { run: (_args, context) => why(context) },
    /** The newest year: on the home page, and on messages from before there were other pictures. */
    year: {
      run: ([theme], context) => latestPicture('year', theme === 'dark' ? 'dark' : 'light', 'wide', context),
    },
    picture: {
      run: async (args, context) => {
        const wanted = pictureFrom(args);
        return wanted ? picture(wanted, context) : nothingYet(context);
      },
    },
    share: { run: (args, context) => share(args, context) },
    shared: { run: (_args, context) => askWhich(context) },
    'take-back': { run: ([key = ''], context, [selected]) => takeBack(selected ?? key, context) },
  },
} satisfies Command;
