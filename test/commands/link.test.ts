import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RenderedReply } from '../../src/chat/rendered.ts';
import { type Account, type TwoPlatforms, text, twoPlatforms } from '../app/two-platforms.ts';

let app: TwoPlatforms;
beforeAll(async () => {
  app = await twoPlatforms();
});
afterAll(() => app.close());

let made = 0;
/** Somebody new with an account on each platform. */
function somebody(): { readonly here: Account; readonly there: Account } {
  const name = `user${++made}`;
  return {
    here: { platform: 'playground', user: name },
    there: { platform: 'second', team: 'T1', user: `${name}-there` },
  };
}

const codeIn = (reply: RenderedReply): string => /code: ([A-Z2-9]{8})\b/.exec(text(reply))?.[1] ?? 'none';

/** Through both confirmations, as two people at two keyboards would do it. */
async function link(primary: Account, secondary: Account): Promise<RenderedReply> {
  const code = codeIn(await app.say(primary, 'link'));
  const asked = await app.say(secondary, `link ${code}`);
  await app.press(secondary, asked, 'Yes');
  return app.press(primary, await app.say(primary, 'link'), 'Yes');
}

/** What *Unlink* under `/link` answers. */
async function askToUnlink(account: Account): Promise<RenderedReply> {
  return app.press(account, await app.say(account, 'link'), 'Unlink');
}

async function unlink(account: Account): Promise<RenderedReply> {
  return app.press(account, await askToUnlink(account), 'Unlink accounts');
}

const personOf = async (account: Account) => (await app.store.people.findByIdentity(account))!;
const textsOf = async (account: Account): Promise<string[]> => {
  const { id } = await personOf(account);
  return (await app.store.entries.list(id, {}, { limit: 99 })).map((it) => it.text).sort();
};

describe('link and unlink', () => {
  it('make two accounts one person after both agreed, and part them with what each logged', async () => {
    const { here, there } = somebody();
    await app.say(here, 'start zone:Lisbon time:09:00');
    await app.say(there, 'start zone:Tokyo time:10:00');
    await app.say(here, 'log built here');
    await app.say(there, 'log built there');
    const code = codeIn(await app.say(here, 'link'));
    const asked = await app.say(there, `link ${code.toLowerCase()}`);
    expect(text(asked)).toContain(`${here.user} on the playground (playground guild)`);
    expect(text(asked)).toContain('read and change your whole log');
    expect((await app.press(there, asked, 'Yes')).code).toBe('link-agreed');
    expect(await textsOf(here)).toEqual(['built here']);
    const question = app.sent.findLast((it) => it.to.channel === `dm:${here.user}`)!;
    expect(question.text).toContain(`${there.user} on second (second guild) typed your code`);
    const done = await app.press(here, question.reply, 'Yes');
    expect(done.code).toBe('linked');
    expect(await textsOf(here)).toEqual(['built here', 'built there']);
    expect(await personOf(there)).toEqual(await personOf(here));
    expect((await personOf(there)).clocks.at(-1)?.zone).toBe('Europe/Lisbon');
    await app.say(there, 'log more there');
    expect(text(await app.say(here, 'history list'))).toContain('more there');
    expect(text(await askToUnlink(there))).toContain("That account's streak will be");
    expect((await unlink(there)).code).toBe('unlinked');
    expect(await textsOf(here)).toEqual(['built here']);
    expect(await textsOf(there)).toEqual(['built there', 'more there']);
    expect((await personOf(there)).clocks.at(-1)?.zone).toBe('Asia/Tokyo');
  });

  it('show whose code it is and whose settings stay, and change nothing before both agreed', async () => {
    const { here, there } = somebody();
    await app.say(here, 'start zone:Lisbon time:09:00');
    await app.say(there, 'log mine');
    const before = await personOf(there);
    const asked = await app.say(there, `link ${codeIn(await app.say(here, 'link'))}`);
    expect(text(asked)).toContain('Time zone (Europe/Lisbon)');
    expect((await app.press(there, asked, 'No')).code).toBe('link-cancelled');
    await app.press(there, asked, 'Yes');
    expect((await personOf(there)).id).toBe(before.id);
    const question = await app.say(here, 'link');
    expect(question.code).toBe('link-question');
    expect((await app.press(here, question, 'No')).code).toBe('link-declined');
    expect((await app.press(here, question, 'Yes')).code).toBe('wrong-code');
    expect((await personOf(there)).id).toBe(before.id);
  });

  it('take a code once, for ten minutes, and only its primary answers', async () => {
    const [{ here, there }, other] = [somebody(), somebody()];
    const first = codeIn(await app.say(here, 'link'));
    const code = codeIn(await app.say(here, 'link'));
    expect(code).toMatch(/^[2-9A-HJKMNP-TV-Z]{8}$/);
    expect((await app.say(there, `link ${first}`)).code).toBe('wrong-code');
    const asked = await app.say(there, `link ${code.slice(0, 4)}-${code.slice(4)}`);
    const askedOther = await app.say(other.there, `link ${code}`);
    await app.press(there, asked, 'Yes');
    expect((await app.press(other.there, askedOther, 'Yes')).code).toBe('wrong-code');
    expect((await app.say(other.there, `link ${code}`)).code).toBe('wrong-code');
    const question = await app.say(here, 'link');
    expect((await app.press(other.here, question, 'Yes')).code).toBe('wrong-code');
    expect((await app.press(there, question, 'Yes')).code).toBe('wrong-code');
    expect((await app.press(here, question, 'Yes')).code).toBe('linked');
    const late = codeIn(await app.say(other.here, 'link'));
    app.now += 10 * 60_000;
    expect((await app.say(other.there, `link ${late}`)).code).toBe('wrong-code');
  });

  it('let an account try five codes an hour, also over a restart', async () => {
    const { here, there } = somebody();
    for (let n = 0; n < 5; n++) expect((await app.say(there, `link WRONG${n}AB`)).code).toBe('wrong-code');
    const code = codeIn(await app.say(here, 'link'));
    expect((await app.say(there, `link ${code}`)).code).toBe('too-many-tries');
    const again = await app.another();
    expect(await again.links.mayTry(there, 5, app.now)).toBe(false);
    await again.close();
    app.now += 60 * 60_000;
    const next = codeIn(await app.say(here, 'link'));
    expect((await app.say(there, `link ${next}`)).code).toBe('link-typed');
  });

  it('follow the buttons of messages from when /unlink was a command', async () => {
    const [{ here, there }, other] = [somebody(), somebody()];
    await link(here, there);
    await link(here, other.there);
    const side = (await personOf(here)).links?.sides[1]?.personId ?? '';
    const old = app.bot.jobs.sign({
      code: 'old',
      visibility: 'private',
      text: { source: 'Which one?' },
      buttons: [
        ['ask', 'keep', 'part'].map((own) => ({
          label: own,
          action: { name: `unlink.${own}`, args: [side] },
        })),
      ],
    });
    const asked = await app.press(here, old, 'ask');
    expect([asked.code, text(asked)]).toEqual([
      'unlink-asked',
      expect.stringContaining(`Unlink ${other.there.user}`),
    ]);
    expect((await app.press(here, old, 'keep')).code).toBe('unlink-kept');
    expect((await personOf(here)).identities).toHaveLength(3);
    expect((await app.press(here, old, 'part')).code).toBe('unlinked');
    expect((await personOf(here)).identities).toEqual([here, there]);
  });

  it('refuse a code of one and the same person, and a side that is linked already', async () => {
    const [{ here, there }, other] = [somebody(), somebody()];
    expect((await app.say(here, `link ${codeIn(await app.say(here, 'link'))}`)).code).toBe('own-code');
    await link(here, there);
    expect((await app.say(there, `link ${codeIn(await app.say(here, 'link'))}`)).code).toBe('own-code');
    expect((await app.say(here, `link ${codeIn(await app.say(other.here, 'link'))}`)).code).toBe(
      'secondary-linked',
    );
    expect((await link(there, other.there)).code).toBe('linked');
    expect((await personOf(other.there)).identities).toHaveLength(3);
    expect((await askToUnlink(here)).code).toBe('unlink-choice');
    const asked = await app.press(here, await askToUnlink(here), other.there.user);
    expect((await app.press(here, asked, 'Unlink accounts')).code).toBe('unlinked');
    expect((await personOf(there)).identities).toEqual([here, there]);
  });

  it('ask at the next /link where the DM of the primary is closed', async () => {
    const { here, there } = somebody();
    app.closed.add(here.user);
    const asked = await app.say(there, `link ${codeIn(await app.say(here, 'link'))}`);
    const agreed = await app.press(there, asked, 'Yes');
    expect(text(agreed)).toContain('there again');
    expect((await app.say(here, 'link')).code).toBe('link-question');
  });

  it('prompt once a day where the person wants it, and no second time on the day of linking', async () => {
    const { here, there } = somebody();
    app.now = Date.parse('2027-03-12T08:00:00Z');
    await app.say(here, 'start zone:Lisbon time:11:00');
    await app.say(there, 'start zone:Lisbon time:09:00');
    const prompts = () =>
      app.sent
        .filter((it) => it.reply.code === 'prompt' && !it.id.includes(':sample:'))
        .filter((it) => it.to.channel.startsWith(`dm:${here.user}`))
        .map((it) => it.to.channel);
    const at = async (time: string) => {
      app.now = Date.parse(time);
      await app.bot.deliveryWorker.drain();
    };
    await at('2027-03-12T09:00:01Z');
    expect(prompts()).toEqual([`dm:${there.user}`]);
    const done = await link(here, there);
    await at('2027-03-12T11:00:01Z');
    expect(prompts()).toEqual([`dm:${there.user}`]);
    await at('2027-03-13T09:00:01Z');
    await at('2027-03-13T11:00:01Z');
    expect(prompts()).toEqual([`dm:${there.user}`, `dm:${here.user}`]);
    expect((await app.press(here, done, `DM me as ${there.user}`)).code).toBe('dm-chosen');
    await at('2027-03-14T11:00:01Z');
    expect(prompts()).toEqual([`dm:${there.user}`, `dm:${here.user}`, `dm:${there.user}`]);
    await unlink(there);
    expect((await personOf(here)).dm?.channel).toBe(`dm:${here.user}`);
    expect((await personOf(there)).dm?.channel).toBe(`dm:${there.user}`);
    await at('2027-03-14T13:00:00Z');
    expect(prompts()).toHaveLength(3);
    await at('2027-03-15T09:00:01Z');
    await at('2027-03-15T11:00:01Z');
    expect(prompts().slice(3)).toEqual([`dm:${there.user}`, `dm:${here.user}`]);
  });

  it('keep the communities apart: each sees what was shared with it, the person sees all', async () => {
    const { here, there } = somebody();
    await app.say(here, 'settings audience:community');
    await app.say(there, 'settings audience:community');
    await link(here, there);
    await app.say(here, `log shared here by ${here.user}`);
    await app.say(there, `log shared there by ${here.user}`);
    const seen = async (platform: string, external: string) => {
      const community = await app.store.communities.findByExternal(platform, external);
      const shared = await app.store.entries.sharedWith(community?.id ?? '', 0, app.now + 1);
      return shared.map((it) => it.text).filter((it) => it.endsWith(here.user));
    };
    expect(await seen('playground', 'playground')).toEqual([`shared here by ${here.user}`]);
    expect(await seen('second', 'T1')).toEqual([`shared there by ${here.user}`]);
    expect(await textsOf(there)).toHaveLength(2);
  });

  it('say before an erasure that all accounts go, and leave nothing of any of them', async () => {
    const { here, there } = somebody();
    await app.say(here, 'log built here');
    await app.say(there, 'log built there');
    await link(here, there);
    await app.say(there, 'link');
    const person = await personOf(there);
    const shown = await app.press(there, await app.say(there, 'privacy'), 'Erase my data');
    expect(text(shown)).toContain('This erases all of these accounts');
    expect((await app.press(there, shown, 'Yes')).code).toBe('erased');
    for (const account of [here, there])
      expect(await app.store.people.findByIdentity(account)).toBeUndefined();
    const { db } = app.store.connection;
    const ids = [person.id, person.links?.sides[0]?.personId as string, here.user];
    for (const { name } of (await db?.listCollections().toArray()) ?? []) {
      const rows = JSON.stringify(await db?.collection(name).find({}).toArray());
      for (const id of ids) expect(rows, name).not.toContain(`"${id}`);
    }
    await app.say(there, 'log anew');
    expect(await textsOf(there)).toEqual(['anew']);
  });

  it('join two accounts of one platform in one community, and part them', async () => {
    const [one, other] = [somebody().here, somebody().here];
    await app.say(one, 'log as one');
    await app.say(other, 'log as other');
    await link(one, other);
    expect(await textsOf(other)).toEqual(['as one', 'as other']);
    await app.say(other, 'log more as other');
    await unlink(one);
    expect(await textsOf(one)).toEqual(['as one']);
    expect(await textsOf(other)).toEqual(['as other', 'more as other']);
    const community = await app.store.communities.findByExternal('playground', 'playground');
    for (const account of [one, other]) {
      const { id } = await personOf(account);
      const member = await app.store.members.find(community?.id ?? '', id);
      expect(member?.displayName).toBe(account.user);
    }
  });

  it('lose nothing that is being written while the accounts are linked or parted', async () => {
    const { here, there } = somebody();
    await app.say(there, 'log first');
    await app.say(here, 'log here');
    const before = await personOf(there);
    const whileInserting = async (text: string, meanwhile: () => Promise<unknown>) => {
      const { entries } = app.store;
      const { insert } = entries;
      entries.insert = async (entry) => {
        entries.insert = insert;
        await meanwhile();
        return insert(entry);
      };
      await app.say(there, text);
    };
    await whileInserting('log while linking', () => link(here, there));
    expect((await personOf(there)).id).not.toBe(before.id);
    expect(await textsOf(here)).toEqual(['first', 'here', 'while linking']);
    await whileInserting('log while parting', () => unlink(here));
    expect((await personOf(there)).id).toBe(before.id);
    expect(await textsOf(there)).toEqual(['first', 'while linking', 'while parting']);
    expect(await textsOf(here)).toEqual(['here']);
  });
});
