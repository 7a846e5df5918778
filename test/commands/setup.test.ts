import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Interaction } from '../../src/chat/interaction.ts';
import { plainText } from '../../src/chat/markdown.ts';
import type { RenderedReply } from '../../src/chat/rendered.ts';
import { utc } from '../app/days.ts';
import { type AppHarness, button, launch, type PlayedReply } from '../support/app-harness.ts';
import { type BotHarness, openBotHarness } from '../support/bot-harness.ts';
import { logbook, registryWith } from '../support/planted-commands.ts';

const teams = ['T1', 'T2'] as const;
let events = 0;
/** Says or presses something in a community, as its organiser or as a member. */
async function answer(
  { bot }: BotHarness,
  interaction: Interaction,
  { as = 'ada', team = 'T1' }: { as?: 'ada' | 'olga'; team?: (typeof teams)[number] } = {},
): Promise<RenderedReply> {
  const outcome = await bot.dispatcher.dispatch({
    eventId: `e${++events}`,
    actor: { identity: { platform: 'slack', team, user: as }, displayName: as, isOrganiser: as === 'olga' },
    place: {
      kind: 'channel',
      platform: 'slack',
      team,
      channel: 'C1',
      community: { external: team, name: team },
    },
    interaction,
  });
  if (outcome.type !== 'reply') throw new Error(`No reply: ${outcome.type}`);
  return outcome.reply;
}
const text = (typed: string): Interaction => ({ type: 'text', text: typed });
const read = (reply: RenderedReply): string => plainText(reply.text);
const press = (reply: RenderedReply, label: string): Interaction => ({
  type: 'press',
  action: (reply.buttons ?? []).flat().find((it) => it.label === label)?.id ?? 'none',
  values: [],
});

describe('the checklist of organisers', () => {
  let base: BotHarness;
  beforeAll(async () => {
    base = await openBotHarness();
  });
  afterAll(() => base.close());
  const olga = (interaction: Interaction, team: 'T1' | 'T2' = 'T1') =>
    answer(base, interaction, { as: 'olga', team });

  test('ticks itself, and says at once that nobody will see what newcomers log', async () => {
    const first = await olga(text('setup'));
    expect(read(first)).toContain('Setting up: 0 of 5 done');
    expect(read(first)).toContain("nobody's entries will appear anywhere here");
    const shared = await olga(press(first, "Share new members' entries"));
    expect(shared.replaces).toBe(true);
    expect(read(shared)).toContain('Setting up: 1 of 5 done');
    expect(read(shared)).not.toContain('Heads up');
    const fine = await olga(press(shared, 'Roundup on Sunday 18:00 is fine'));
    expect(read(fine)).toContain('Setting up: 2 of 5 done');
    expect((await olga(text('setup invite'))).code).toBe('invitation');
    const now = read(await olga(text('setup')));
    expect(now).toContain('Setting up: 3 of 5 done');
    expect(now).toContain('☑ Invite people');
    expect(now).toContain('☐ Choose a channel');
    expect(read(await olga(press(first, "Share new members' entries")))).toContain('3 of 5');
  });

  test('takes private for an answer, and is for organisers alone', async () => {
    const first = await olga(text('setup'), 'T2');
    for (const label of ["Share new members' entries", 'Roundup on Sunday 18:00 is fine']) {
      const refused = await answer(base, press(first, label), { as: 'ada', team: 'T2' });
      expect([label, refused.code]).toEqual([label, 'organisers-only']);
    }
    expect(read(await olga(text('setup'), 'T2'))).toContain('Setting up: 0 of 5 done');
    const zone = await olga(text('setup zone Berlin'), 'T2');
    expect(read(zone)).toContain('Heads up');
    const kept = await olga(press(zone, 'Keep them private'), 'T2');
    expect(read(kept)).not.toContain('Heads up');
    expect(read(kept)).toContain('Setting up: 1 of 5 done');
    expect(read(await olga(text('setup zone Lisbon'), 'T2'))).not.toContain('Heads up');
    const stored = await base.store.communities.findByExternal('slack', 'T2');
    expect([stored?.defaults.audience, stored?.setUp]).toEqual(['private', ['audience']]);
  });
});

describe('the checklist on the playground', () => {
  let app: AppHarness;
  beforeAll(async () => {
    app = await launch();
    for (const name of ['olga', 'ada']) await app.join(name, utc);
  });
  afterAll(() => app.stop());

  const ticked = (reply: PlayedReply): string[] =>
    reply.text.split('\n').filter((line) => line.startsWith('☑') || line.startsWith('☐'));

  test('ticks step by step, keeps what an old button finds decided, and ends', async () => {
    const first = await app.say('olga', '/setup');
    expect(ticked(first)).toEqual([
      '☑ Choose a channel for shared entries and the roundup',
      '☑ Decide who sees what new members log',
      '☐ Decide when the roundup goes out',
      '☐ Invite people',
      '☐ The first 5 people have joined (2 so far)',
    ]);
    expect(first.text).not.toContain('Heads up');
    const fine = (first.buttons ?? []).flat().find((it) => it.label.startsWith('Roundup on'));
    const isFine = fine?.action ?? 'none';
    await expect(app.press('ada', isFine)).rejects.toThrow('not-your-button');
    expect((await app.say('ada', '/setup')).code).toBe('organisers-only');

    const old = await app.say('olga', '/setup');
    const decided = await app.press('olga', isFine);
    expect(decided.text).toContain('Setting up: 3 of 5 done');
    expect(ticked(decided)[2]).toBe('☑ Decide when the roundup goes out');
    expect((decided.buttons ?? []).flat()).toEqual([]);
    expect((await app.say('olga', '/setup roundup off')).text).toContain('Roundups are off');
    const again = await app.press('olga', button(old, fine?.label ?? ''));
    expect(again.text).toContain('Roundups are off');
    expect(again.text).toContain('Setting up: 3 of 5 done');

    await app.say('olga', '/setup invite');
    expect(ticked(await app.say('olga', '/setup'))[3]).toBe('☑ Invite people');
    for (const name of ['cy', 'dee']) await app.join(name, utc);
    expect(ticked(await app.say('olga', '/setup'))[4]).toBe('☐ The first 5 people have joined (4 so far)');
    await app.join('eve', utc);
    const whole = await app.say('olga', '/setup');
    expect(whole.text).not.toContain('Setting up');
    expect(whole.text).toContain('5 people joined so far');
  });

  test('an organiser who decides for private by typing is asked no more', async () => {
    await app.say('olga', '/setup defaults audience:private');
    const shown = await app.say('olga', '/setup');
    expect(shown.text).not.toContain('Heads up');
    expect(shown.text).not.toContain('Setting up');
  });
});

describe('a feature that organisers switch on', () => {
  let base: BotHarness;
  beforeAll(async () => {
    base = await openBotHarness({ registry: await registryWith(logbook) });
  });
  afterAll(() => base.close());
  const say = (typed: string, who?: Parameters<typeof answer>[2]) => answer(base, text(typed), who);

  test('is off at first: its command is not listed, and says who can switch it on', async () => {
    expect(read(await say('help'))).not.toContain('logbook');
    const { code, text: said } = await say('logbook');
    expect([code, plainText(said)]).toEqual([
      'feature-off',
      "/shipmate logbook isn't switched on here yet. Organisers can switch it on with /shipmate setup features.",
    ]);
    expect(read(await say('logbook', { as: 'olga' }))).toContain('You can switch it on with');
    expect((await say('help logbook')).code).toBe('feature-off');
    const native = { type: 'command', name: 'logbook', options: {} } as const;
    expect((await answer(base, native)).code).toBe('feature-off');
  });

  test('is switched on and off by organisers, for their community alone', async () => {
    expect((await say('setup features')).code).toBe('organisers-only');
    const off = await answer(base, press(await say('setup', { as: 'olga' }), 'Features'), { as: 'olga' });
    expect(read(off)).toContain('Logbooks (off): forms of your own');
    expect(read(off)).toContain('Commands: /shipmate logbook');
    expect(read(off)).not.toContain('Buddies');
    expect((await answer(base, press(off, 'Turn on: Logbooks'))).code).toBe('organisers-only');
    expect((await say('logbook')).code).toBe('feature-off');

    const on = await answer(base, press(off, 'Turn on: Logbooks'), { as: 'olga' });
    expect(read(on)).toContain('Logbooks is on.');
    expect((await say('logbook')).code).toBe('logbook');
    expect(read(await say('help'))).toContain('/shipmate logbook Your logbook');
    expect((await say('help logbook')).code).toBe('help-command');
    expect((await say('logbook', { team: 'T2' })).code).toBe('feature-off');
    expect(read(await say('setup features', { as: 'olga' }))).toContain('Logbooks (on)');

    await answer(base, press(on, 'Turn off: Logbooks'), { as: 'olga' });
    expect((await say('logbook')).code).toBe('feature-off');
    const old = base.bot.jobs.sign({
      code: 'old',
      visibility: 'private',
      text: { source: 'old' },
      buttons: [[{ label: 'old', action: { name: 'logbook.open' } }]],
    });
    expect((await answer(base, press(old, 'old'))).code).toBe('feature-off');
  });

  test('tells the platform of the community', async () => {
    const told: string[] = [];
    base.bot.onFeaturesChanged.set('slack', (external) => told.push(external));
    const shown = await say('setup features', { as: 'olga', team: 'T2' });
    await answer(base, press(shown, 'Turn on: Logbooks'), { as: 'olga', team: 'T2' });
    expect(told).toEqual(['T2']);
    expect((await base.store.communities.findByExternal('slack', 'T2'))?.features).toEqual(['logbook']);
  });
});

describe('without any command of a feature', () => {
  let base: BotHarness;
  beforeAll(async () => {
    base = await openBotHarness({ registry: await registryWith() });
  });
  afterAll(() => base.close());

  test('nothing is said of features', async () => {
    const olga = { as: 'olga' } as const;
    expect((await answer(base, text('setup features'), olga)).code).toBe('unknown-subcommand');
    expect(read(await answer(base, text('help setup'), olga))).not.toContain('features');
    const shown = await answer(base, text('setup'), olga);
    expect((shown.buttons ?? []).flat().map((it) => it.label)).not.toContain('Features');
  });
});

describe('/setup', () => {
  let app: AppHarness;
  beforeAll(async () => {
    app = await launch();
    // The first member of a playground is an organiser.
    for (const name of ['olga', 'ada', 'cy']) await app.join(name, utc);
  });
  afterAll(() => app.stop());

  /** What a channel shows, once everything under way has arrived. */
  async function posted(code: string, channel: string): Promise<readonly PlayedReply[]> {
    await app.advance('PT1S');
    return (await app.messages({ channel })).filter((it) => it.code === code);
  }

  test.each([
    '/setup',
    '/setup channel #general',
    '/setup zone Lisbon',
    '/setup test',
    '/setup invite',
    '/setup organiser @ada',
  ])('refuses %s to whoever is no organiser', async (command) => {
    expect((await app.say('ada', command)).code).toBe('organisers-only');
  });

  test('only works in a community', async () => {
    expect((await app.say('olga', '/setup', 'dm')).code).toBe('community-only');
  });

  test('chooses where roundups and shared entries go', async () => {
    const refused = await app.say('olga', '/setup channel #nowhere');
    expect(refused.code).toBe('cannot-post');
    expect(refused.text).toContain('#general');
    const changed = await app.say('olga', '/setup channel #shipped');
    expect(changed.text).toContain('#shipped');
    const tested = await app.press('olga', button(changed, 'Test post'));
    expect(tested.code).toBe('test-posted');
    expect(await posted('test-post', 'shipped')).toHaveLength(1);
    await app.say('ada', '/log somewhere else');
    expect((await posted('shared-entry', 'shipped')).at(-1)?.text).toContain('somewhere else');
  });

  test('sets the roundup, its zone, and what is offered at joining', async () => {
    expect((await app.say('olga', '/setup roundup friday 5pm')).text).toContain('Friday at 17:00');
    expect((await app.say('olga', '/setup roundup day:noday')).code).toBe('wrong-options');
    expect((await app.say('olga', '/setup roundup time:25:00')).code).toBe('wrong-time');
    expect((await app.say('olga', '/setup zone Berlin')).text).toContain('Europe/Berlin');
    expect((await app.say('olga', '/setup zone Atlantis')).code).toBe('unknown-zone');
    expect((await app.say('olga', '/setup defaults prompt:8:30 audience:private')).text).toContain('08:30');
    const shown = await app.say('olga', '/setup show');
    expect(shown.text).toContain('3 people joined so far');
    expect(shown.text).toContain('Friday at 17:00');
    expect(shown.text).toContain('prompt at 08:30, entries private');
    expect(shown.text).toContain('Language model for why: members decide for themselves');
    await app.say('olga', '/setup assistant off');
    expect((await app.say('olga', '/setup show')).text).toContain('Language model for why: off for everyone');
    expect((await app.say('olga', '/setup roundup off')).text).toContain('Roundups are off');
  });

  test('invites with a button that opens the form', async () => {
    const invitation = await app.say('olga', '/setup invite');
    expect(invitation.visibility).toBe('public');
    const form = await app.press('cy', button(invitation, 'Join'));
    expect(form.form?.fields.map((it) => it.name)).toEqual(['zone', 'time', 'audience']);
    const wrong = await app.press('cy', form.form?.action ?? '', {
      zone: 'Nowhere',
      time: '25',
      audience: 'private',
    });
    expect(Object.keys(wrong.errors ?? {})).toEqual(['zone', 'time']);
    const started = await app.press('cy', form.form?.action ?? '', {
      zone: 'Tokyo',
      time: '7am',
      audience: 'private',
    });
    expect(started.text).toContain("I'll check in daily at 07:00");
    expect(started.text).toContain('What you log here is only for you');
  });

  test('names another organiser by name, and takes the role back', async () => {
    expect((await app.say('olga', '/setup organiser @nobody')).code).toBe('unknown-account');
    await app.say('olga', '/setup organiser @ada');
    expect((await app.say('ada', '/setup')).code).toBe('setup');
    await app.say('olga', '/setup organiser @ada remove');
    expect((await app.say('ada', '/setup')).code).toBe('organisers-only');
  });
});
