import { elementsOf } from '../../../fakes/slack/block-kit/elements.ts';
import type { FakeUser } from '../../../fakes/slack/index.ts';
import { until } from '../house.ts';
import type { Walker } from './walker.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const promptTimeMs = 9 * 60 * minuteMs;

/** Lets the clock go on. */
export type GoOn = (ms: number) => void;

/** The ways that need steps in their order, so that chance hardly finds them. */
export async function walkRarePaths(walker: Walker, goOn: GoOn): Promise<void> {
  await travel(walker);
  await organise(walker);
  await cheer(walker);
  await look(walker);
  await lookAtHome(walker);
  await askWhy(walker);
  await review(walker);
  await linkAndPart(walker);
  await leave(walker);
  await pressWhatIsForged(walker);
  await beAsked(walker, goOn);
}

/** Somebody who never chose a zone is offered the profile's; whoever moves is asked. */
async function travel(walker: Walker): Promise<void> {
  const tom = walker.house.team.addUser({ name: 'tom', tz: 'America/Toronto' });
  await walker.type(tom, 'log before anything');
  await walker.go(tom, 'start time:09:00', 'start.zone');
  const uma = await walker.newcomer('uma');
  for (const [tz, action] of [
    ['Asia/Tokyo', 'settings.keep'],
    ['Europe/Lisbon', 'settings.move'],
  ] as const) {
    await uma.changeProfile({ tz });
    await walker.press(uma, action);
  }
}

async function organise(walker: Walker): Promise<void> {
  const mae = await walker.newcomer('mae', { admin: true });
  walker.house.team.addChannel({ name: 'harbour' });
  await walker.go(mae, 'setup channel #harbour', 'setup.join');
  await walker.go(mae, 'setup', 'setup.test', 'setup.invite');
  await walker.type(mae, 'log shared by an organiser audience:community');
  await walker.go(mae, 'roundup', 'roundup.opt-out');
  await walker.go(mae, 'roundup', 'roundup.opt-in', 'roundup.post');
  await walker.go(mae, 'setup hide', 'setup.hide', 'setup.unhide');
  for (const line of [
    'setup defaults',
    'setup assistant',
    'setup organiser',
    'setup roundup',
    'setup test',
    'setup invite',
  ])
    await walker.type(mae, line);
}

async function cheer(walker: Walker): Promise<void> {
  const [ned, oda] = [await walker.newcomer('ned'), await walker.newcomer('oda')];
  await walker.type(ned, 'log something to cheer audience:community');
  await walker.go(oda, 'kudos', 'kudos.give');
  await walker.go(oda, 'leaderboard', 'leaderboard.join');
  await walker.go(oda, 'leaderboard', 'leaderboard.leave');
  await walker.go(oda, 'pause', 'pause.resume');
}

/** A log, its pages and its versions. */
async function look(walker: Walker): Promise<void> {
  const hal = await walker.newcomer('hal');
  await walker.type(hal, 'log the frist thing');
  await walker.press(hal, 'history.edit');
  await walker.fill(hal, { text: 'the first thing' });
  await walker.go(hal, 'history edit latest');
  await walker.close(hal);
  await walker.go(hal, 'history', 'history.show', 'history.revert');
  await walker.go(hal, 'history delete', 'history.blank');
  await walker.go(hal, 'history delete', 'history.remove', 'history.restore');
  for (let n = 0; n < 12; n++) await walker.type(hal, `log thing ${n}`);
  await walker.go(hal, 'history', 'history.older');
  await walker.type(hal, 'history search thing');
  await walker.type(hal, 'history undo');
}

async function lookAtHome(walker: Walker): Promise<void> {
  const ira = await walker.newcomer('ira');
  await walker.type(ira, 'log tuned the cache');
  await ira.openHome();
  await walker.press(ira, 'history.show', 'tuned');
  await walker.close(ira);
  await walker.press(ira, 'stuck.open');
  await walker.fill(ira, { text: 'it broke' });
  await walker.close(ira);
  await walker.logToday(ira);
  await walker.fill(ira, { text: 'from anywhere', project: 'chat' });
  await walker.close(ira);
}

/** Down to the root, and every way back. */
async function askWhy(walker: Walker): Promise<void> {
  const ivy = await walker.newcomer('ivy');
  const answered = async (text: string) => {
    await walker.press(ivy, 'why.answer');
    await walker.fill(ivy, { words: text });
  };
  await walker.type(ivy, 'stuck connect ECONNREFUSED 127.0.0.1:6379');
  await walker.press(ivy, 'why.begin');
  await answered('because the server did not run');
  for (const action of ['why.skip', 'why.back', 'why.stop', 'why.resume']) await walker.press(ivy, action);
  await answered('because nobody starts it');
  await walker.press(ivy, 'why.conclude');
  await walker.press(ivy, 'why.root');
  await walker.fill(ivy, { words: 'nothing starts the server when the machine does' });
  await walker.press(ivy, 'why.check');
  await walker.fill(ivy, { words: 'whether the service is enabled' });
  await walker.press(ivy, 'why.tree');
  await walker.go(ivy, 'why latest', 'why.anew', 'why.anew');
  await answered('because the server did not run');
  await walker.go(ivy, 'why latest', 'why.conclude', 'why.confirm', 'why.settle');
}

/** What broke as cards, and as files. */
async function review(walker: Walker): Promise<void> {
  const jon = await walker.newcomer('jon');
  for (const text of ['it broke', 'it broke again'])
    await walker.type(jon, `stuck ${text} cause:"a race" fix:"a lock"`);
  await walker.go(jon, 'review', 'review.show', 'review.grade');
  await walker.go(jon, 'deck', 'review.next');
  for (const kind of ['markdown', 'html', 'anki']) await walker.go(jon, 'deck', `deck.${kind}`);
  await walker.go(jon, 'learnings broke', 'stuck.show');
  await walker.go(jon, 'learnings', 'learnings.markdown');
  await walker.type(jon, 'stuck');
  await walker.fill(jon, { text: 'it broke once more' });
}

async function linkAndPart(walker: Walker): Promise<void> {
  const [fay, gus, jan] = [
    await walker.newcomer('fay'),
    await walker.newcomer('gus'),
    await walker.newcomer('jan'),
  ];
  /** Up to the question to whoever typed the code. */
  const typed = async (maker: FakeUser, typer: FakeUser) => {
    const made = await walker.type(maker, 'link');
    await walker.type(typer, `link ${/\b[A-Z2-9]{8}\b/.exec(made.text)?.[0] ?? 'none'}`);
  };
  await typed(fay, gus);
  await walker.press(gus, 'link.cancel');
  await typed(fay, gus);
  await walker.press(gus, 'link.agree');
  await walker.press(fay, 'link.decline');
  await typed(fay, gus);
  await walker.press(gus, 'link.agree');
  await walker.press(fay, 'link.confirm');
  await walker.go(fay, 'link', 'link.dm');
  await typed(fay, jan);
  await walker.press(jan, 'link.agree');
  await walker.press(fay, 'link.confirm');
  await walker.go(fay, 'unlink', 'unlink.ask', 'unlink.keep');
  await walker.go(jan, 'unlink', 'unlink.part');
}

/** What is stored, out of it, and all of it gone. */
async function leave(walker: Walker): Promise<void> {
  const kim = await walker.newcomer('kim');
  await walker.type(kim, 'log soon gone');
  await walker.go(kim, 'privacy', 'export.json');
  await walker.go(kim, 'privacy', 'privacy.ask', 'privacy.keep');
  await walker.go(kim, 'stop', 'start.again');
  await walker.go(kim, 'privacy', 'privacy.ask', 'privacy.erase');
  await until(
    async () => (await walker.house.store.people.findByIdentity(identityOf(walker, kim))) === undefined,
  );
}

/** A button that this installation never made. */
async function pressWhatIsForged(walker: Walker): Promise<void> {
  const mia = await walker.newcomer('mia');
  const old = (await walker.type(mia, 'today')).shown.snapshot();
  for (const { element } of elementsOf(old.blocks)) element.value = 'log.open~x~forged00';
  await mia.press(old, 'Log it');
}

const identityOf = ({ house }: Walker, user: FakeUser) => ({
  platform: 'slack',
  team: house.team.id,
  user: user.id,
});

/** The prompts of nine days, and a week after a fix whether it held. */
async function beAsked(walker: Walker, goOn: GoOn): Promise<void> {
  const { bot, now } = walker.house;
  const lee = await walker.newcomer('lee');
  for (const text of ['it broke', 'it broke again'])
    await walker.type(lee, `stuck ${text} cause:"a race" fix:"a lock"`);
  goOn(dayMs - ((now() - promptTimeMs) % dayMs) + minuteMs);
  await bot.pump.run();
  for (const action of ['today.snooze', 'today.skip']) await walker.press(lee, action);
  await walker.go(lee, 'today', 'today.unskip');
  await walker.press(lee, 'log.open');
  await walker.fill(lee, { text: 'from the prompt' });
  await walker.close(lee);
  for (let day = 0; day < 8; day++) {
    goOn(dayMs);
    await bot.pump.run();
    // Whoever answers is asked on.
    await walker.type(lee, 'log going on');
  }
  await walker.press(lee, 'stuck.held');
  await walker.press(lee, 'stuck.back');
  await walker.press(lee, 'stop.now');
}
