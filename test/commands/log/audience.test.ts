import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Place } from '../../../src/chat/interaction.ts';
import type { RenderedForm, RenderedReply } from '../../../src/chat/rendered.ts';
import type { Community } from '../../../src/core/people/index.ts';
import { channelIn, type Dm, type DmHouse, openDmHouse, platform } from './dm.ts';

let house: DmHouse;
let ada: Dm;
const guild = channelIn('guild', 'The Guild');
const harbour = channelIn('harbour', 'The Harbour');

beforeEach(async () => {
  house = await openDmHouse();
  ada = house.account();
});
afterEach(() => house.close());

const communityIn = async ({ community }: Place): Promise<Community> => {
  const found = await house.store.communities.findByExternal(platform, community?.external ?? '');
  if (!found) throw new Error('No such community');
  return found;
};
/** Ada is in both communities, each of which has a channel. */
async function inBoth() {
  for (const place of [guild, harbour]) {
    await ada.say('start zone:UTC time:09:00 audience:private', place);
    await house.store.communities.save({ ...(await communityIn(place)), channel: 'shipped' });
  }
}
const asked = (form: RenderedForm) => form.fields.find((it) => it.name === 'audience');
const offered = (form: RenderedForm) => asked(form)?.choices?.map((it) => it.label);
const preset = (form: RenderedForm) =>
  asked(form)?.choices?.find((it) => it.value === asked(form)?.value)?.label;
const said = (reply: RenderedReply) => reply.text.source;
/** What every community could see: by its store, and by what is owed to a channel. */
async function seen(place: Place): Promise<string[]> {
  const { id } = await communityIn(place);
  return (await house.store.entries.sharedWith(id, 0, Number.MAX_SAFE_INTEGER)).map((it) => it.text);
}
const sharesOwed = async () => {
  const owed = await house.store.deliveries.latest((await ada.person()).id, 'share', 100);
  return owed.length;
};

describe.each(['log', 'stuck'])('the form of /%s asks who sees the entry', (command) => {
  test('in a community it is preset to what is in force there, and what is chosen holds', async () => {
    await inBoth();
    const closed = await ada.open(command, guild);
    expect([offered(closed), preset(closed)]).toEqual([['Only me', 'The Guild'], 'Only me']);
    expect(said(await ada.submit(closed, { text: 'kept' }, guild))).toContain('Only for you.');
    expect([await seen(guild), await sharesOwed()]).toEqual([[], 0]);

    const { id } = await communityIn(guild);
    const opened = await ada.submit(closed, { text: 'shown once', audience: id }, guild);
    expect(said(opened)).toContain('Shared with The Guild.');
    expect([await seen(guild), await sharesOwed()]).toEqual([['shown once'], 1]);

    await ada.say('settings audience:community', guild);
    const shares = await ada.open(command, guild);
    expect(preset(shares)).toBe('The Guild');
    expect(said(await ada.submit(shares, { text: 'shown' }, guild))).toContain('Shared with The Guild.');
    await ada.submit(shares, { text: 'hidden', audience: 'private' }, guild);
    expect((await seen(guild)).toSorted()).toEqual(['shown', 'shown once']);
    expect(await seen(harbour)).toEqual([]);
  });

  test('in a DM it names every community, preset to the one that DM answers were agreed to go to', async () => {
    await inBoth();
    await ada.say('settings audience:community', guild);
    const form = await ada.open(command);
    expect([offered(form), preset(form)]).toEqual([['Only me', 'The Guild', 'The Harbour'], 'Only me']);
    const kept = await ada.submit(form, { text: 'for me' });
    expect(said(kept)).toContain('Only for you.');
    expect(said(kept)).not.toContain('DM, so only');
    const { id } = await communityIn(harbour);
    expect(said(await ada.submit(form, { text: 'for the harbour', audience: id }))).toContain(
      'Shared with The Harbour.',
    );
    expect([await seen(guild), await seen(harbour)]).toEqual([[], ['for the harbour']]);

    await ada.say('settings typing:"the harbour"', guild);
    const agreed = await ada.open(command);
    expect(preset(agreed)).toBe('The Harbour');
    expect(said(await ada.submit(agreed, { text: 'agreed to' }))).toContain('Shared with The Harbour.');
    expect([await seen(guild), (await seen(harbour)).length, await sharesOwed()]).toEqual([[], 2, 2]);
  });

  test('what was typed beside the command stands in it', async () => {
    await inBoth();
    await ada.say('settings audience:community', guild);
    expect(preset(await ada.open(`${command} audience:private`, guild))).toBe('Only me');
    await ada.say('settings audience:private', guild);
    const form = await ada.open(`${command} audience:community`, guild);
    expect(preset(form)).toBe('The Guild');
    // Said by them, so it holds whatever is in force.
    await ada.submit(form, { text: 'said so' }, guild);
    expect(await seen(guild)).toEqual(['said so']);
  });

  test('somebody in no community is asked nothing', async () => {
    await ada.say('start zone:UTC time:09:00');
    const form = await ada.open(command);
    expect(asked(form)).toBeUndefined();
    expect(said(await ada.submit(form, { text: 'alone' }))).toContain('Only for you.');
  });
});

describe('a form that is older than what holds now', () => {
  test('no agreement any more: its preset is no consent, and nothing is lost', async () => {
    await inBoth();
    await ada.say('settings audience:community', guild);
    const form = await ada.open('log', guild);
    await ada.say('settings audience:private', guild);
    const reply = await ada.submit(form, { text: 'written in between' }, guild);
    expect(said(reply)).toContain('You stopped sharing with The Guild while the form was open');
    expect([await seen(guild), await sharesOwed()]).toEqual([[], 0]);
    expect((await ada.entries()).map((it) => it.text)).toEqual(['written in between']);
    expect((await ada.press(reply, 'Share with The Guild', guild)).code).toBe('shared');
  });

  test('no agreement for the DM any more', async () => {
    await inBoth();
    await ada.say('settings typing:"the harbour"', guild);
    const form = await ada.open('log');
    await ada.say('settings typing:private', guild);
    expect(said(await ada.submit(form, { text: 'x' }))).toContain('You stopped sharing with The Harbour');
    expect(await seen(harbour)).toEqual([]);
  });

  test('agreed since: what they saw in the form holds', async () => {
    await inBoth();
    const form = await ada.open('log', guild);
    await ada.say('settings audience:community', guild);
    expect(said(await ada.submit(form, { text: 'x' }, guild))).toContain('Only for you.');
    expect(await seen(guild)).toEqual([]);
  });

  test.each(['the member', 'the bot'])('%s left: it is logged, and only for them', async (who) => {
    await inBoth();
    const form = await ada.open('log');
    const community = await communityIn(harbour);
    if (who === 'the member') await house.store.members.remove(community.id, (await ada.person()).id);
    else await house.store.communities.save({ ...community, removedAt: house.clock.at });
    const reply = await ada.submit(form, { text: 'for the harbour', audience: community.id });
    expect(said(reply)).toContain('You or I left The Harbour while the form was open');
    expect((await ada.entries()).map((it) => [it.text, it.audience])).toEqual([
      ['for the harbour', 'private'],
    ]);
    expect([await seen(harbour), await sharesOwed()]).toEqual([[], 0]);
  });

  test('a community that they never were in is as good as left', async () => {
    await inBoth();
    const bob = house.account('bob');
    await bob.say('start zone:UTC time:09:00', channelIn('closed', 'Closed'));
    const form = await ada.open('log');
    const { id } = await communityIn(channelIn('closed'));
    await ada.submit(form, { text: 'x', audience: id });
    expect(await seen(channelIn('closed'))).toEqual([]);
  });

  test('the channel is gone: it is shared, and the answer says that it is not posted', async () => {
    await inBoth();
    const form = await ada.open('log', guild);
    const { channel: _gone, ...rest } = await communityIn(guild);
    await house.store.communities.save(rest);
    const reply = await ada.submit(form, { text: 'x', audience: rest.id }, guild);
    expect(said(reply)).toContain('It has no channel for entries yet');
    expect(await seen(guild)).toEqual(['x']);
  });

  test('one of before an update, with a field each for minutes and tags, is read as it was', async () => {
    await inBoth();
    const form = await ada.open('log', guild);
    const values = { text: 'old form', minutes: '50', tag: 'redis' };
    await ada.submit(form, values, guild);
    expect((await ada.entries())[0]).toMatchObject({ minutes: 50, tags: ['redis'] });
  });

  test('mended: the choice is kept with all that was typed', async () => {
    await inBoth();
    const form = await ada.open('log', guild);
    const { id } = await communityIn(guild);
    const wrong = await ada.submit(form, { text: 'x', date: 'someday', audience: id }, guild);
    const [again] = (wrong.buttons ?? []).flat();
    const outcome = await house.bot.dispatcher.dispatch({
      ...ada.incoming({
        eventId: 'again',
        interaction: { type: 'press', action: again?.id ?? '', values: [] },
      }),
      place: guild,
    });
    if (outcome.type !== 'form') throw new Error('No form');
    expect(preset(outcome.form)).toBe('The Guild');
    await ada.submit(outcome.form, { date: 'today' }, guild);
    expect(await seen(guild)).toEqual(['x']);
  });
});

describe('who sees what', () => {
  test('/start, /help, /privacy and /settings say of a community what is in force there', async () => {
    await inBoth();
    await ada.say('settings audience:community', guild);
    expect(said(await ada.say('privacy'))).toContain(
      'What you log in The Guild is **shared with The Guild**.',
    );
    expect(said(await ada.say('privacy'))).toContain('What you log in The Harbour is **only for you**.');
    expect(said(await ada.say('help', guild))).toContain('What you log here is **shared with The Guild**.');
    expect(said(await ada.say('help', harbour))).toContain('What you log here is **only for you**.');
    expect(said(await ada.say('settings', guild))).toContain('is **shared with The Guild**');
    const started = await ada.say('start zone:UTC time:09:00 audience:private', guild);
    expect(said(started)).toContain('What you log here is **only for you**.');
    const stranger = house.account('eve');
    expect(said(await stranger.say('privacy'))).toContain('**only for you** unless you share it');
  });
});
