import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RenderedReply } from '../../src/chat/incoming.ts';
import { type Account, type TwoPlatforms, text, twoPlatforms } from './two-platforms.ts';

let ship: TwoPlatforms;
beforeAll(async () => {
  ship = await twoPlatforms();
});
afterAll(() => ship.close());

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
async function link(maker: Account, typer: Account): Promise<RenderedReply> {
  const code = codeIn(await ship.say(maker, 'link'));
  const asked = await ship.say(typer, `link ${code}`);
  await ship.press(typer, asked, 'Yes');
  return ship.press(maker, await ship.say(maker, 'link'), 'Yes');
}

async function unlink(account: Account): Promise<RenderedReply> {
  return ship.press(account, await ship.say(account, 'unlink'), 'Part them');
}

const personOf = async (account: Account) => (await ship.store.people.findByIdentity(account))!;
const textsOf = async (account: Account): Promise<string[]> => {
  const { id } = await personOf(account);
  return (await ship.store.entries.list(id, {}, { limit: 99 })).map((it) => it.text).sort();
};

describe('link and unlink', () => {
  it('make two accounts one person after both agreed, and part them with what each logged', async () => {
    const { here, there } = somebody();
    await ship.say(here, 'start zone:Lisbon time:09:00');
    await ship.say(there, 'start zone:Tokyo time:10:00');
    await ship.say(here, 'log built here');
    await ship.say(there, 'log built there');
    const code = codeIn(await ship.say(here, 'link'));
    const asked = await ship.say(there, `link ${code.toLowerCase()}`);
    expect(text(asked)).toContain(`${here.user} on the playground (playground guild)`);
    expect(text(asked)).toContain('read and write your whole log');
    expect((await ship.press(there, asked, 'Yes')).code).toBe('link-agreed');
    expect(await textsOf(here)).toEqual(['built here']);
    const question = ship.sent.findLast((it) => it.to.channel === `dm:${here.user}`)!;
    expect(question.text).toContain(`${there.user} on second (second guild) typed your code`);
    const done = await ship.press(here, question.reply, 'Yes');
    expect(done.code).toBe('linked');
    expect(await textsOf(here)).toEqual(['built here', 'built there']);
    expect(await personOf(there)).toEqual(await personOf(here));
    expect((await personOf(there)).clocks.at(-1)?.zone).toBe('Europe/Lisbon');
    await ship.say(there, 'log more there');
    expect(text(await ship.say(here, 'history list'))).toContain('more there');
    expect(text(await ship.say(there, 'unlink'))).toContain('Apart, that account');
    expect((await unlink(there)).code).toBe('unlinked');
    expect(await textsOf(here)).toEqual(['built here']);
    expect(await textsOf(there)).toEqual(['built there', 'more there']);
    expect((await personOf(there)).clocks.at(-1)?.zone).toBe('Asia/Tokyo');
  });
});
