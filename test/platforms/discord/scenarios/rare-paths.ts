import type { Answer, FakeGuild, FakeMessage, FakeUser } from '../../../fakes/discord/index.ts';
import { pngOf } from '../../../support/pictures.ts';
import { type DiscordHarness, until } from '../discord-harness.ts';

/**
 * Actions that Discord never offers: they need a profile's zone, a home page, a channel that the bot may enter by itself, or a
 * message of a former version.
 */
export const neverOnDiscord: ReadonlySet<string> = new Set([
  'setup.join',
  'start.zone',
  'settings.move',
  'settings.keep',
  'stuck.open',
  // On messages that were sent before its picture had other forms.
  'streak.year',
]);

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const promptTimeMs = 9 * 60 * minuteMs;

/** Walks the ways that need steps in their order, so that chance hardly finds them. `judge` looks at every answer. */
export async function walkRarePaths(
  { discord, bot }: DiscordHarness,
  guild: FakeGuild,
  clock: { ahead(ms: number): void },
  judge: (user: FakeUser, what: string, answer: Answer) => void,
): Promise<void> {
  const general = guild.systemChannel!;

  async function newcomer(username: string, audience = 'private'): Promise<FakeUser> {
    const user = discord.addUser({ username });
    guild.addMember(user);
    await slash(user, 'start', { zone: 'UTC', time: '09:00', audience });
    return user;
  }
  async function slash(user: FakeUser, name: string, values = {}): Promise<Answer> {
    const answer = await user.slash(general, name, values);
    judge(user, name, answer);
    return answer;
  }
  async function press(user: FakeUser, message: FakeMessage | undefined, label: string): Promise<Answer> {
    if (!message) throw new Error(`There is no message to press "${label}" on`);
    const answer = await user.press(message, label);
    judge(user, label, answer);
    return answer;
  }
  const shown = (it: Answer): FakeMessage | undefined => it.message ?? it.followUps[0];

  /** Up to the question to the maker. */
  async function typed(maker: FakeUser, typer: FakeUser): Promise<Answer> {
    const made = await slash(maker, 'link');
    const code = /\b[A-Z2-9]{8}\b/.exec(shown(made)?.text ?? '')?.[0] ?? 'none';
    return slash(typer, 'link', { code });
  }

  const [fay, gus, jan] = [await newcomer('fay'), await newcomer('gus'), await newcomer('jan')];
  await press(gus, shown(await typed(fay, gus)), 'No');
  await press(gus, shown(await typed(fay, gus)), "Yes, that's me");
  await press(fay, shown(await slash(fay, 'link')), "No, that's not me");
  await press(gus, shown(await typed(fay, gus)), "Yes, that's me");
  const linked = await press(fay, shown(await slash(fay, 'link')), "Yes, that's me");
  if (!(await use(fay, shown(linked), 'link.dm'))) await use(fay, shown(await slash(fay, 'link')), 'link.dm');
  const unlinking = async (user: FakeUser) => press(user, shown(await slash(user, 'link')), 'Unlink');
  await press(fay, shown(await unlinking(fay)), 'Stay linked');
  await press(jan, shown(await typed(fay, jan)), "Yes, that's me");
  await press(fay, shown(await slash(fay, 'link')), "Yes, that's me");
  await use(fay, shown(await unlinking(fay)), 'link.unlink-ask');
  await press(jan, shown(await unlinking(jan)), 'Unlink accounts');

  const organiser = discord.addUser({ username: 'mae' });
  guild.addMember(organiser, { permissions: ['ManageGuild'] });
  await slash(organiser, 'log', { text: 'shared by an organiser', audience: 'community' });
  await use(organiser, shown(await slash(organiser, 'roundup')), 'roundup.post');
  const hiding = shown(await slash(organiser, 'setup hide'));
  const choice = named(hiding, 'setup.hide');
  if (hiding && choice?.custom_id && choice.options?.[0]) {
    const hidden = await organiser.select(hiding, choice.custom_id, [choice.options[0].value]);
    judge(organiser, 'setup.hide', hidden);
    await use(organiser, shown(hidden), 'setup.unhide');
  }

  const hal = await newcomer('hal');
  await slash(hal, 'log', { text: 'the only thing' });
  await use(hal, shown(await slash(hal, 'history delete')), 'history.blank');
  for (let n = 0; n < 12; n++) await slash(hal, 'log', { text: `thing ${n}` });
  await use(hal, shown(await slash(hal, 'history list')), 'history.older');

  const ivy = await newcomer('ivy');
  for (const text of ['it broke', 'it broke again'])
    await slash(ivy, 'stuck', { text, cause: 'a race', fix: 'a lock' });
  await slash(ivy, 'settings', { cards: 'on' });
  const opened = await slash(ivy, 'stuck');
  judge(ivy, 'stuck.new', await ivy.submitModal(opened, { text: 'it broke once more' }));
  for (const text of ['it stalls', 'it stalls elsewhere']) await slash(ivy, 'stuck', { text });
  await use(ivy, shown(await slash(ivy, 'stuck', { state: 'understood' })), 'stuck.mark');
  const found = shown(await slash(ivy, 'learnings', { search: 'broke' }));
  await use(ivy, found, 'stuck.show');
  await use(ivy, found, 'learnings.markdown');
  clock.ahead(dayMs - ((discord.state.now() - promptTimeMs) % dayMs) + minuteMs);
  for (let day = 0; day <= 8; day++) {
    await bot.deliveryWorker.drain();
    // Somebody who answers is asked on.
    await slash(ivy, 'log', { text: 'going on' });
    clock.ahead(dayMs);
  }
  const asked = ivy.inbox.filter((it) => named(it, 'stuck.held'));
  await use(
    ivy,
    ivy.inbox.find((it) => named(it, 'review.next')),
    'review.next',
  );
  await use(ivy, asked[0], 'stuck.held');
  await use(ivy, asked[1], 'stuck.back');

  for (let front = await slash(ivy, 'review'); named(shown(front), 'review.show'); ) {
    await use(ivy, shown(await press(ivy, shown(front), 'Show')), 'review.grade');
    front = await slash(ivy, 'review');
  }
  const deck = shown(await slash(ivy, 'review'));
  for (const format of ['markdown', 'html', 'anki']) await use(ivy, deck, `review.${format}`);

  // Down to a cause that is confirmed, and on: its check is said once, and once not.
  const kim = await newcomer('kim');
  for (const ending of ['why.check', 'why.settle']) {
    const logged = shown(await slash(kim, 'stuck', { text: `the queue stalls, ${ending}` }));
    const asked = await use(kim, logged, 'why.begin');
    const answered = await fill(kim, asked && shown(asked), 'why.answer');
    const proposed = await use(kim, shown(answered), 'why.conclude');
    const root = shown(proposed ?? answered);
    if (ending === 'why.settle') {
      await use(kim, shown((await use(kim, root, 'why.confirm')) ?? answered), ending);
      continue;
    }
    const done = await fill(kim, shown(await fill(kim, root, 'why.root')), ending);
    await fill(kim, shown(done), 'stuck.add');
  }

  // What is typed in the DM, and what is offered then.
  const liz = await newcomer('liz', 'community');
  const told = () => liz.inbox.filter((it) => it.author !== liz);
  const answerTo = async (act: () => void): Promise<FakeMessage | undefined> => {
    const before = told().length;
    act();
    await until(() => told().length > before);
    return told().at(-1);
  };
  await use(liz, await answerTo(() => liz.post('dm', 'built the parser')), 'log.audience');
  await use(liz, await answerTo(() => liz.post('dm', 'and tested it')), 'log.join');
  await use(liz, await answerTo(() => liz.post('dm', 'refactoring')), 'log.message');
  clock.ahead(3 * dayMs - (discord.state.now() % dayMs) + 2 * 60 * minuteMs);
  let message: FakeMessage | undefined;
  const early = await answerTo(() => {
    message = liz.post('dm', 'built the lexer late at night');
  });
  await use(liz, early, 'log.yesterday');
  clock.ahead(5 * dayMs);
  for (const [text, action] of [
    ['built the lexer', 'log.retype'],
    ['built the lexer at night', 'log.leave'],
  ] as const)
    await use(liz, await answerTo(() => message && liz.editPost(message, text)), action);

  const graph = { fileName: 'graph.png', contentType: 'image/png', bytes: pngOf('pixels') };
  const pictures = () => liz.post('dm', '', { files: [graph] });
  await fill(liz, await answerTo(pictures), 'log.describe');
  await answerTo(() => liz.post('dm', 'drew another graph'));
  const added = await use(liz, await answerTo(pictures), 'log.attach');
  const drawn = await use(liz, added && shown(added), 'history.show');
  await use(liz, drawn?.followUps[0] ?? drawn?.message, 'history.unpicture');

  await fill(liz, shown(await slash(liz, 'settings')), 'settings.lines');

  const max = await newcomer('max');
  clock.ahead(dayMs - ((discord.state.now() - promptTimeMs) % dayMs) + minuteMs);
  for (let day = 0; day < 22; day++) {
    await slash(max, 'log', { text: `day ${day}` });
    clock.ahead(dayMs);
    await bot.deliveryWorker.drain();
  }
  await use(
    max,
    max.inbox.find((it) => named(it, 'settings.week')),
    'settings.week',
  );

  await use(hal, shown(await slash(hal, 'roundup')), 'roundup.leaderboard');
  for (const does of ['join', 'leave'])
    await use(
      hal,
      shown(await slash(hal, 'roundup', { view: 'leaderboard' })),
      `roundup.leaderboard-${does}`,
    );

  function named(message: FakeMessage | undefined, action: string) {
    const all = message?.components.flatMap((row) => row.components ?? []) ?? [];
    return all.find((it) => it.custom_id?.split('~')[0]?.replace(/!$/, '') === action);
  }
  /** Presses what does this, or chooses the first of its choices; undefined where there is no such thing. */
  async function use(
    user: FakeUser,
    message: FakeMessage | undefined,
    action: string,
  ): Promise<Answer | undefined> {
    const it = named(message, action);
    if (!message || !it?.custom_id) return undefined;
    const [choice] = it.options ?? [];
    const answer = choice
      ? await user.select(message, it.custom_id, [choice.value])
      : await user.press(message, it.custom_id);
    judge(user, action, answer);
    return answer;
  }
  /** The same with the form that it opens. */
  async function fill(user: FakeUser, message: FakeMessage | undefined, action: string): Promise<Answer> {
    const opened = await use(user, message, action);
    const fields = opened?.modal?.fields ?? [];
    if (!opened || fields.length === 0) throw new Error(`${action} opens no form`);
    const values = fields.map(({ component }) => [component.custom_id!, 'the lock was never released']);
    const answer = await user.submitModal(opened, Object.fromEntries(values));
    judge(user, action, answer);
    return answer;
  }
}
