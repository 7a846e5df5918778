import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { identityKey, type Person } from '../../src/core/people/index.ts';
import { type Account, type TwoPlatforms, text } from '../app/two-platforms.ts';

/** A setting of each scope, planted into the table and nowhere else. */
async function planted(load: () => Promise<typeof import('../../src/settings/table.ts')>) {
  const { chosenRule } = await import('../../src/core/linking/index.ts');
  const { chosenIn, withChosen } = await import('../../src/core/people/index.ts');
  const { md } = await import('../../src/chat/markdown.ts');
  const rows = await import('../../src/settings/setting.ts');
  const greetingOf = (it: Parameters<typeof chosenIn>[0]) => String(chosenIn(it, 'greeting') ?? 'hello');
  const greeting = rows.personSetting<string>({
    scope: 'person',
    option: { kind: 'text', summary: 'How I greet you', maxLength: 40 },
    parse: (typed) => (typed === 'rude' ? { wrong: 'greeting takes kind words.' } : { value: typed }),
    apply: (person, value) => withChosen(person, 'greeting', value),
    confirm: (_person, value) => md`I greet you with **${value}**.`,
    show: (person) => md`Greeting: **${greetingOf(person)}**`,
    export: greetingOf,
    link: [chosenRule('greeting', (values) => values.find((it) => it !== undefined))],
  });
  const badge = rows.memberSetting<boolean>({
    scope: 'member',
    option: rows.onOff('Whether you wear a badge'),
    parse: rows.parseOnOff,
    apply: (member, on) => withChosen(member, 'badge', on),
    confirm: (_member, on, { community }) => md`Your badge in ${community} is **${rows.onOffText(on)}**.`,
    show: (member) => md`Badge: **${rows.onOffText(chosenIn(member, 'badge') === true)}**`,
    export: (member) => rows.onOffText(chosenIn(member, 'badge') === true),
    link: [chosenRule('badge', (values) => values.every((it) => it === true))],
  });
  const motto = rows.communitySetting({
    scope: 'community',
    summary: 'What this community says of itself',
    options: { words: { kind: 'text', summary: 'A few words', required: true, free: true } },
    parse: ({ words }) => ({ value: words }),
    apply: (community, value: string) => withChosen(community, 'motto', value),
    confirm: (_community, value) => md`The motto is **${value}** now.`,
    show: (community) => md`Motto: **${String(chosenIn(community, 'motto') ?? 'none')}**`,
  });
  const { settings, communitySettings } = await load();
  return {
    settings: { ...settings, greeting, badge },
    communitySettings: { ...communitySettings, motto },
  };
}

const ada: Account = { platform: 'playground', user: 'ada' };
const lin: Account = { platform: 'playground', user: 'lin' };

describe('a setting that stands in the table alone', () => {
  const table = '../../src/settings/table.ts';
  let here: TwoPlatforms;
  let linking: typeof import('../../src/core/linking/index.ts');
  let linkRules: typeof import('../../src/settings/link-rules.ts')['linkRules'];

  /** The modules of a worker are shared by its files: all is loaded anew, with the planted table, and once more after it. */
  beforeAll(async () => {
    vi.resetModules();
    vi.doMock(table, planted);
    const { twoPlatforms } = await import('../app/two-platforms.ts');
    linking = await import('../../src/core/linking/index.ts');
    ({ linkRules } = await import('../../src/settings/link-rules.ts'));
    here = await twoPlatforms();
  }, 60_000);
  afterAll(async () => {
    await here.close();
    vi.doUnmock(table);
    vi.resetModules();
  });

  const say = async (account: Account, typed: string) => text(await here.say(account, typed));
  const personOf = async (account: Account) => (await here.store.people.findByIdentity(account)) as Person;
  const exported = async (account: Account) => {
    const { file } = await here.say(account, '/export');
    return JSON.parse(new TextDecoder().decode(file?.bytes));
  };

  test('is shown, changed and refused by /settings', async () => {
    expect(await say(ada, '/settings')).toContain('Greeting: hello');
    expect(await say(ada, '/settings greeting:moin badge:on')).toBe(
      'Saved.\n- I greet you with moin.\n- Your badge in playground guild is on.',
    );
    expect(await say(ada, '/settings')).toMatch(/Greeting: moin\n- Badge: on/);
    expect(await say(ada, '/settings greeting:rude')).toContain('greeting takes kind words.');
    expect(await say(ada, '/help settings')).toContain('How I greet you');
  });

  test('is exported', async () => {
    const { person, communities } = await exported(ada);
    expect(person.settings).toMatchObject({ greeting: 'moin', zone: 'Europe/Lisbon', prompt: '09:00' });
    expect(communities[0].settings).toEqual({
      audience: 'private',
      pictures: 'name',
      roundup: 'on',
      leaderboard: 'off',
      badge: 'on',
    });
  });

  test('is linked and unlinked by its rule', async () => {
    await here.say(lin, '/settings badge:on');
    await here.say(ada, '/settings badge:off');
    const [primaryId, secondaryId] = [(await personOf(lin)).id, (await personOf(ada)).id];
    const moment = { now: here.now, tzdb: '2027a', linkRules };
    const linked = await linking.linkPeople(here.store, { primaryId, secondaryId }, moment);
    expect(linked).toMatchObject({ ok: true, person: { chosen: { greeting: 'moin' } } });
    expect(await say(lin, '/settings')).toMatch(/Greeting: moin\n- Badge: off/);

    await linking.unlinkPerson(here.store, await personOf(lin), secondaryId, moment);
    expect(await say(lin, '/settings')).toMatch(/Greeting: hello\n- Badge: on/);
    expect(await say(ada, '/settings')).toMatch(/Greeting: moin\n- Badge: off/);
  });

  test('is kept by the primary where it was changed while they were linked', async () => {
    const [primaryId, secondaryId] = [(await personOf(lin)).id, (await personOf(ada)).id];
    const moment = { now: here.now, tzdb: '2027a', linkRules };
    await linking.linkPeople(here.store, { primaryId, secondaryId }, moment);
    await here.say(lin, '/settings greeting:ahoy');
    await linking.unlinkPerson(here.store, await personOf(lin), secondaryId, moment);
    expect((await personOf(lin)).chosen).toEqual({ greeting: 'ahoy' });
    expect((await personOf(ada)).chosen).toEqual({ greeting: 'moin' });
  });

  test('is a subcommand of /setup when it belongs to a community', async () => {
    const community = await here.store.communities.findByExternal('playground', 'playground');
    if (!community) throw new Error('No community');
    await here.store.communities.save({ ...community, organisers: [identityKey(ada)] });
    expect(await say(ada, '/setup show')).toContain('Motto: none');
    expect(await say(ada, '/setup motto one line a day')).toMatch(/^The motto is one line a day now\.\n/);
    expect(await say(ada, '/setup show')).toContain('Motto: one line a day');
  });
});
