import { type Area, ada, adaAtWork, adaOnSlack, bob, silently, until } from '../steps.ts';

export const settings: Area = {
  title: 'Settings',
  steps: [
    ada.types('/settings', 'before the first entry'),
    ...silently(ada.types('/start zone:Lisbon')),
    ada.types('/settings'),
    ada.types('/settings zone:Tokyo prompt:08:30 nudge:21:00 cadence:"mon wed fri" day-start:04:00'),
    ada.types(
      '/settings language:en-US audience:community roundup:off leaderboard:on typing:"Rust Lisbon" cards:on assistant:on',
      'more',
    ),
    ada.types(
      '/settings nudge:off audience:private roundup:on leaderboard:off typing:off cards:off assistant:off',
      'off',
    ),
    ada.types(
      '/settings week:on questions:"What did I learn? | What is next?"',
      'the week, and own questions',
    ),
    ada.types('/settings week:off questions:none', 'without them'),
    ada.types('/settings', 'with what is still to come'),
    ada.presses('Edit my questions'),
    ada.submits({ lines: 'What did I learn?\nWhat is next?' }),
    ada.types('/settings zone:Lizbon prompt:off nudge:later cadence:sometimes day-start:12:00 language:x'),
    ada.types('/settings zone:GMT+1 prompt:later', 'an offset'),
    ada.types('/settings cadence:"9 a week" day-start:7am', 'out of range'),
    ada.typesInDm('/today', 'with a zone to come'),
  ],
};

export const daysOff: Area = {
  title: 'Days off',
  steps: [
    ada.types('/stop'),
    bob.types('/rest today undo:yes'),
    ...silently(ada.types('/start zone:Lisbon'), until('2026-11-30 09:00')),
    ada.types('/stop'),
    ada.presses('Snooze 1 h'),
    ...silently(until('2026-12-01 12:00')),
    ada.presses('Skip today'),
    ada.presses('Start again'),
    ada.types('/rest tomorrow'),
    ada.types('/rest saturday', 'one more'),
    ada.presses('Cancel it'),
    ada.types('/rest 31 february'),
    ada.types('/rest yesterday'),
    ada.types('/rest 2099-01-01'),
    ada.types('/pause resume:yes'),
    ada.types('/pause days:14', 'for some days'),
    ada.types('/today', 'on a pause'),
    ada.types('/pause until:friday', 'a shorter one'),
    ada.presses('Resume'),
    ada.types('/pause until:someday'),
    ada.types('/pause until:yesterday'),
    ada.types('/pause until:2099-01-01'),
    ada.types('/pause', 'until they resume'),
    ada.types('/rest today'),
    ada.types('/today', 'on a rest day'),
  ],
};

export const link: Area = {
  title: 'Link',
  steps: [
    ...silently(ada.types('/start zone:Lisbon'), ada.types('/log On Discord')),
    ...silently(adaOnSlack.types('/shipmate log On Slack')),
    ada.types('/link'),
    ada.types('/link {code}'),
    adaOnSlack.types('/shipmate link 0000-0000'),
    adaOnSlack.types('/shipmate link {code}'),
    adaOnSlack.presses('No'),
    adaOnSlack.presses("Yes, that's me"),
    ada.presses("No, that's not me"),
    ada.presses("Yes, that's me", 'after it was declined'),
    ...silently(
      ada.types('/link'),
      adaOnSlack.types('/shipmate link {code}'),
      adaOnSlack.presses("Yes, that's me"),
    ),
    ada.presses("Yes, that's me"),
    ada.types('/link', 'when linked'),
    adaOnSlack.types('/shipmate link {code}', 'when linked'),
    ada.presses('DM me as Ada on Slack'),
    ...silently(adaOnSlack.closesDms),
    ada.presses('DM me as Ada on Slack'),
    ...silently(adaOnSlack.opensDms),
    adaAtWork.types('/shipmate link {code}', 'a third account'),
    ...silently(adaAtWork.presses("Yes, that's me"), ada.presses("Yes, that's me")),
    ada.types('/privacy', 'when linked'),
    ada.presses('Erase my data…', 'when linked'),
    ...silently(ada.types('/link')),
    ada.presses('Unlink'),
    ada.presses('Ada on Slack'),
    ada.presses('Stay linked'),
    ada.presses('Unlink accounts'),
    ada.presses('Unlink accounts', 'once more'),
    ada.presses('DM me as Ada on Slack'),
    adaAtWork.types('/shipmate link 1', 'several tries'),
    ...silently(...['2', '3', '4'].map((it) => adaAtWork.types(`/shipmate link ${it}`))),
    adaAtWork.types('/shipmate link 5', 'too many tries'),
  ],
};

export const exported: Area = {
  title: 'Export',
  steps: [ada.types('/export'), ...silently(ada.types('/log Built the parser')), ada.types('/export')],
};

export const privacy: Area = {
  title: 'Privacy',
  steps: [
    ada.types('/privacy', 'before the first entry'),
    ...silently(ada.types('/start zone:Lisbon'), ada.types('/log Built the parser')),
    ada.types('/privacy'),
    ...silently(ada.types('/settings assistant:on')),
    ada.types('/privacy', 'with a language model'),
    ada.presses('Erase my data…'),
    ada.presses('Keep it'),
    ada.presses('Yes, erase everything'),
    ada.presses('Erase my data…'),
  ],
};

export const help: Area = {
  title: 'Help',
  steps: [
    ada.types('/help'),
    ada.types('/help log'),
    ada.types('/help setup', 'for organisers'),
    ada.types('/help logg'),
    ada.types('/help deck'),
  ],
};

export const mistakes: Area = {
  title: 'Mistakes',
  steps: [
    ada.types('/lgo Built it'),
    ada.types('/unlink'),
    ada.types('/history dance'),
    ada.types('/log minutes:many audience:all', 'several'),
    ada.types('/setup organiser', 'something is missing'),
    ada.types('/settings colour:red', 'an unknown option'),
    ...silently(ada.types('/log')),
    ada.submits({ text: '' }),
    ...silently(until('2026-11-30 12:00')),
    ada.presses('Fix it'),
    ada.submits({ text: '' }),
    ada.presses('Fix it', 'in time'),
    bob.types('/history delete'),
  ],
};
