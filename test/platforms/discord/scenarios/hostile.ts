import fc from 'fast-check';
import type { LoggedRequest } from '../../../fakes/discord/rest/log.ts';
import { openAdapter, says } from '../adapter.ts';
import { openDiscordHarness, until } from '../discord-harness.ts';
import { asSeen, hostileLine, unmaskedLine } from '../hostile-text.ts';
import { readDiscord } from '../reader.ts';
import { mischief, mischiefWithin, type OnTheWire } from '../wire.ts';

export interface HostileRun {
  readonly texts: number;
  /** What is wrong, a sentence each. */
  readonly complaints: readonly string[];
}

interface HostileOptions {
  readonly texts: number;
  readonly seed: number;
  readonly finished?: (done: number) => void;
}

const callback = 'POST /interactions/:id/:token/callback';

/** Each text is all that the bot answers: nothing may be added to it, or taken away, and nothing made of it. */
export async function showHostileTexts({ texts, seed, finished }: HostileOptions): Promise<HostileRun> {
  const it = await openAdapter({ fake: { rateLimits: false } });
  const guild = it.discord.addGuild();
  const ada = it.discord.addUser({ username: 'ada' });
  guild.addMember(ada);
  const complaints: string[] = [];
  const all = fc.sample(hostileLine, { numRuns: texts, seed });
  for (const [index, typed] of all.entries()) {
    it.discord.forgetRequests();
    it.answer(says(typed));
    await ada.slash(guild.systemChannel!, 'try');
    // A message without anything to be seen is not possible.
    complaints.push(...mischief(typed.trim() === '' ? '…' : typed, answered(it.discord.requests)));
    finished?.(index + 1);
  }
  complaints.push(...it.discord.violations.map(({ message }) => message));
  complaints.push(...it.discord.pinging.map(({ text }) => `pings: ${text}`));
  await it.close();
  return { texts: all.length, complaints };
}

const members = 100;
/** Every so-manieth text is shared: a channel's posts go at Discord's pace. */
const sharedEvery = 10;

/** People log the texts, by command and by form: they are kept, answered and posted as they were seen while they were typed. */
export async function logHostileTexts({
  texts,
  seed,
  finished,
}: HostileOptions): Promise<HostileRun & { readonly shared: number }> {
  const harness = await openDiscordHarness({ fake: { rateLimits: false } });
  const { discord, store } = harness;
  const guild = discord.addGuild();
  const general = guild.systemChannel!;
  await until(() => discord.messages(general).length > 0);
  const home = guild.addChannel({ name: 'ships' });
  await discord.state.users.get(guild.ownerId)!.slash(general, 'setup channel', { channel: home });
  const people = Array.from({ length: Math.min(members, texts) }, () => discord.addUser());
  for (const it of people) guild.addMember(it);
  const complaints: string[] = [];
  const shared: string[] = [];

  /** What the bot says of its own accord about an entry, learned from one that is harmless. */
  async function ownMarks(audience: string): Promise<readonly string[]> {
    const user = discord.addUser();
    guild.addMember(user);
    await user.slash(general, 'log', { text: 'built it', audience });
    return readDiscord((await user.slash(general, 'log', { text: 'built it', audience })).text).marks;
  }
  const marks = { private: await ownMarks('private'), community: await ownMarks('community') };
  for (const it of people) await it.slash(general, 'log', { text: 'built it', audience: 'private' });

  // What has no words is refused.
  const usual = unmaskedLine.map((it) => it.trim()).filter((it) => /[\p{L}\p{N}]/u.test(it));
  const all = fc.sample(usual, { numRuns: texts, seed });
  for (const [index, typed] of all.entries()) {
    const user = people[index % people.length]!;
    const audience = index % sharedEvery === 0 ? 'community' : 'private';
    discord.forgetRequests();
    if (index % 2 === 0) await user.slash(general, 'log', { text: typed, audience });
    else await user.submitModal(await user.slash(general, 'log', { audience }), { text: typed });
    const body = answered(discord.requests);
    const seen = asSeen(typed);
    complaints.push(...mischiefWithin(seen, body, marks[audience]));
    const person = await store.people.findByIdentity({ platform: 'discord', user: user.id });
    const [entry] = await store.entries.list(person!.id, {}, { limit: 1 });
    if (entry?.text !== seen)
      complaints.push(`kept is ${JSON.stringify(entry?.text)} for ${JSON.stringify(seen)}`);
    if (audience === 'community') shared.push(seen);
    finished?.(index + 1);
  }

  await harness.bot.deliveryWorker.drain();
  const posted = discord.messages(home).map(({ text }) => readDiscord(text));
  const postMarks = posted[0]?.marks.join();
  for (const typed of shared) {
    const post = posted.find(({ text }) => text.includes(typed));
    if (!post) complaints.push(`not posted as typed: ${JSON.stringify(typed)}`);
    else if (post.marks.join() !== postMarks)
      complaints.push(`the post makes ${post.marks} of ${JSON.stringify(typed)}`);
  }
  complaints.push(...discord.violations.map(({ message }) => message));
  complaints.push(...discord.pinging.map(({ text }) => `pings: ${text}`));
  complaints.push(...harness.logged.map((it) => `${it.message} ${JSON.stringify(it.facts)}`));
  await harness.close();
  return { texts: all.length, shared: posted.length, complaints };
}

/** The body of the latest first answer. */
function answered(requests: readonly LoggedRequest[]): OnTheWire {
  const body = requests.findLast((it) => it.route === callback)?.body as { data?: OnTheWire } | undefined;
  return body?.data ?? {};
}
