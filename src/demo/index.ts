import { type Cast, wholeCast } from './people.ts';
import { type Act, planOf } from './plan.ts';
import { buttonOf, type Call, type Visitor, visitorOf } from './visitor.ts';

export { type Cast, smallCast, wholeCast } from './people.ts';
export type { Call } from './visitor.ts';

/** What is typed at the end, so that every screen is there to be looked at. */
const tour = {
  dm: [
    '/today',
    '/streak',
    '/streak view:why',
    '/history',
    '/learnings',
    '/why show:tree',
    '/settings',
    '/help',
  ],
  general: ['/setup', '/roundup view:leaderboard', '/roundup'],
} as const;

export interface History {
  /** Asks the playground. Its clock stands a day before the history begins, and nobody is there. */
  readonly call: Call;
  readonly seed: number;
  readonly endAt: number;
  /** How much is done, 0 to 1. */
  readonly onProgress?: (share: number) => void;
  /** Everybody, unless given. */
  readonly cast?: Cast;
  /** Ends it between two acts, by throwing the signal's reason. */
  readonly signal?: AbortSignal;
}

/** Lives the history of a community through the interface of the playground. */
export async function liveHistory(history: History): Promise<void> {
  const { call, seed, endAt, onProgress, cast = wholeCast, signal } = history;
  const visitor = visitorOf(call);
  const plan = planOf(seed, endAt, cast);
  for (const [index, act] of plan.entries()) {
    signal?.throwIfAborted();
    await visitor.moveTo(act.at);
    await perform(act, visitor);
    onProgress?.((index + 1) / (plan.length + 1));
  }
  await visitor.moveTo(endAt);
  const guide = (cast.characters[0] as Cast['characters'][number]).name;
  for (const text of tour.dm) await visitor.say(guide, text, 'dm');
  for (const text of tour.general) await visitor.say(guide, text);
  onProgress?.(1);
}

async function perform(act: Act, visitor: Visitor): Promise<void> {
  const { who } = act;
  if (act.type === 'join') return visitor.join(who, act.zone, act.organiser);
  if (act.type === 'say') return void (await visitor.say(who, act.text));
  if (act.type === 'answer') return answer(who, act.values, visitor);
  if (act.type === 'cheer') return cheer(who, visitor);
  const logged = await visitor.say(who, act.text);
  if (act.whys.length > 0) await askWhy(who, buttonOf(logged, 'Ask me why'), act.whys, visitor);
}

/** By the form of the newest prompt; without one, by the command. */
async function answer(
  who: string,
  values: Readonly<Record<string, string>>,
  visitor: Visitor,
): Promise<void> {
  const messages = await visitor.messages(who, 'dm');
  const prompt = messages.findLast((it) => buttonOf(it, 'Log it') !== undefined);
  const action = buttonOf(prompt, 'Log it');
  const opened = action
    ? await visitor.press(who, action, prompt?.id ? { message: prompt.id } : {})
    : undefined;
  if (opened?.form) await visitor.press(who, opened.form.action, { values });
  else await visitor.say(who, `/log ${values.text} minutes:${values.minutes}`, 'dm');
}

async function cheer(who: string, visitor: Visitor): Promise<void> {
  const messages = await visitor.messages(who, 'general');
  const shared = messages.findLast(
    (it) => buttonOf(it, 'Cheer') !== undefined && !it.text.startsWith(`${who} `),
  );
  const action = buttonOf(shared, 'Cheer');
  if (action && shared?.id) await visitor.press(who, action, { message: shared.id });
}

/** Down the whys to the root, which is confirmed. */
async function askWhy(
  who: string,
  begin: string | undefined,
  whys: readonly string[],
  visitor: Visitor,
): Promise<void> {
  let asked = begin === undefined ? undefined : await visitor.press(who, begin);
  for (const words of whys) {
    const action = buttonOf(asked, 'Answer');
    const opened = action ? await visitor.press(who, action) : undefined;
    if (!opened?.form) break;
    asked = await visitor.press(who, opened.form.action, { values: { words } });
  }
  for (const label of ["That's the root cause", "Yes, that's it", 'Sounds right']) {
    const action = buttonOf(asked, label);
    if (action) asked = await visitor.press(who, action);
  }
}
