import { type Area, ada, bob, silently, until } from '../steps.ts';

const error = 'error:"Error: connect ECONNREFUSED 127.0.0.1:6379"';
const logsPain = ada.types(`/stuck Redis refuses connections ${error}`);

export const stuck: Area = {
  title: 'What broke',
  steps: [
    ada.types('/stuck state:fixed'),
    ada.types('/stuck'),
    ada.submits({ text: ' ' }),
    ada.types(`/stuck Redis refuses connections ${error} project:shortener`, 'with an error'),
    ada.chooses("It's fixed"),
    ada.types('/stuck state:fixed', 'when all is fixed'),
    ada.presses('Error, cause, fix'),
    ada.submits({ cause: 'Redis was not started', fix: 'Start it in compose.yaml' }, 'with cause and fix'),
    ...silently(
      bob.types(
        `/stuck Cannot reach Redis ${error} cause:"The port was wrong" fix:"Use 6380" audience:community`,
      ),
    ),
    ada.types(`/stuck Again, no connection ${error}`, 'seen before, and by others'),
    ...silently(ada.types('/stuck Tests hang')),
    ada.types('/stuck state:understood'),
    ada.chooses('Tests hang', 'understood'),
    ada.presses('Error, cause, fix'),
    ...silently(ada.types('/start zone:Lisbon'), ada.types('/settings cadence:mon nudge:off')),
    until('2026-12-07 12:00'),
    ada.presses('Yes, still fixed'),
    ada.presses('No, it came back'),
  ],
};

export const why: Area = {
  title: 'Why',
  steps: [
    ada.types('/why'),
    ...silently(ada.types('/log Built the parser')),
    ada.types('/why parser'),
    ada.types('/why nothing like it'),
    ...silently(logsPain),
    ada.types('/why latest show:tree'),
    ada.types('/why'),
    ada.chooses('Redis refuses'),
    ada.presses('Answer'),
    ada.submits({ words: ' ' }),
    ada.submits({ words: 'Nothing listens on that port' }, 'the next one'),
    ada.presses('Answer'),
    ada.submits({ words: 'just tell me the answer' }, 'asked for the answer'),
    ada.presses('Stop'),
    ada.presses('Continue'),
    ada.presses('Answer'),
    ada.submits({ words: 'Redis was not started, because nothing starts it with the app' }),
    ada.presses("That's the root cause"),
    ada.presses('Change it'),
    ada.submits({ words: 'Nothing starts Redis with the app' }),
    ada.presses('Something else'),
    ada.submits({ words: 'Is Redis in compose.yaml?' }),
    ada.presses('Show the whole chain'),
    ada.presses('Start over'),
    ada.presses('Keep it', 'kept'),
  ],
};

export const learnings: Area = {
  title: 'Learnings',
  steps: [
    ada.types('/learnings'),
    ...silently(
      ada.types('/log Built the parser project:shortener'),
      ada.types(`/stuck Migration ran twice cause:"No lock" state:fixed project:shortener`),
    ),
    ada.types('/learnings'),
    ada.types('/learnings nothing like it'),
    ada.types('/learnings from:someday'),
    ada.presses('Get all as Markdown'),
    ada.types('/learnings nothing like it as:markdown', 'for a file'),
  ],
};

export const review: Area = {
  title: 'Review',
  steps: [
    ada.types('/review'),
    ...silently(
      ada.types('/stuck Migration ran twice cause:"No lock" fix:"Take a lock first" project:shortener'),
      until('2026-12-02 12:00'),
    ),
    ada.types('/review'),
    ada.presses('Show'),
    ada.presses('Good – again in 10 min'),
    ada.presses('Easy – again in 8 d', 'graded already'),
    ada.presses('Anki file'),
    ada.presses('Printable page', 'to print'),
  ],
};
