import { describe, expect, test } from 'vitest';
import { newMember } from '../../src/core/people/index.ts';
import { memberSettings, personSettings } from '../../src/settings/scopes.ts';
import type { CommunitySetting, MemberSetting, PersonSetting } from '../../src/settings/setting.ts';
import { aPerson, now } from '../store/samples.ts';

const facts = { now, wasAsked: false, stop: '/stop', communities: [] };

describe('what a setting is exported as', () => {
  const persons = [
    aPerson(),
    aPerson({
      nudge: { on: false, time: 1200 },
      cadence: [{ from: 0, cadence: { kind: 'weekly', times: 1 } }],
      learning: { cardsInPrompt: true, assistant: true },
      language: 'pt-BR',
      chosen: { questions: 'One?\nTwo?' },
    }),
    aPerson({ cadence: [{ from: 0, cadence: { kind: 'weekdays', days: [1, 3, 6] } }], promptTime: 5 }),
  ];

  test.each(personSettings)('$name can be typed to set it so', ({ setting }) => {
    for (const person of persons) {
      const typed = setting.export(person);
      const parsed = setting.parse(typed, facts);
      if ('wrong' in parsed) throw new Error(parsed.wrong);
      expect(setting.export(setting.apply(aPerson(), parsed.value, facts))).toBe(typed);
    }
  });

  const member = newMember({ communityId: 'c', personId: 'p', audience: 'private' }, now);
  const members = [
    member,
    { ...member, audience: 'community', inRoundup: false, inLeaderboard: true } as const,
  ];

  test.each(memberSettings)('$name of a membership can be typed to set it so', ({ setting }) => {
    for (const one of members) {
      const typed = setting.export(one);
      const parsed = setting.parse(typed, facts);
      if ('wrong' in parsed) throw new Error(parsed.wrong);
      expect(setting.export(setting.apply(member, parsed.value, facts))).toBe(typed);
    }
  });
});

describe('a row', () => {
  /** Rows that lack one thing. The compiler refuses each; should it stop to, the comment above it is the error. */
  const lacks = {} as { readonly [K in keyof PersonSetting]-?: Omit<PersonSetting, K> };
  const lacksOfMember = {} as { readonly [K in keyof MemberSetting]-?: Omit<MemberSetting, K> };
  const lacksOfCommunity = {} as { readonly [K in keyof CommunitySetting]-?: Omit<CommunitySetting, K> };

  test('compiles only when it is complete', () => {
    // @ts-expect-error a setting says whose it is
    lacks.scope satisfies PersonSetting | MemberSetting;
    // @ts-expect-error how it is declared
    lacks.option satisfies PersonSetting;
    // @ts-expect-error what it takes
    lacks.parse satisfies PersonSetting;
    // @ts-expect-error what it does
    lacks.apply satisfies PersonSetting;
    // @ts-expect-error what is said of a change
    lacks.confirm satisfies PersonSetting;
    // @ts-expect-error how it is shown
    lacks.show satisfies PersonSetting;
    // @ts-expect-error how it is exported
    lacks.export satisfies PersonSetting;
    // @ts-expect-error what linking does with it
    lacks.link satisfies PersonSetting;
    // @ts-expect-error what linking does with it
    lacksOfMember.link satisfies MemberSetting;
    // @ts-expect-error how it is exported
    lacksOfMember.export satisfies MemberSetting;
    // @ts-expect-error what its options are
    lacksOfCommunity.options satisfies CommunitySetting;
    // @ts-expect-error how it is shown
    lacksOfCommunity.show satisfies CommunitySetting;
    // What may be left out.
    lacks.follow satisfies PersonSetting;
    lacks.sameLine satisfies PersonSetting;
    lacksOfCommunity.buttons satisfies CommunitySetting;
    expect(lacks).toEqual({});
  });
});

describe('what cannot be taken', () => {
  test.each([
    ['cadence', '9 a week', 'cadence can be 1 to 7 days a week, not "9 a week".'],
    ['cadence', 'now and then', /^cadence can be "every day", .*, not "now and then"\.$/],
    ['day-start', '7am', 'day-start can be 06:00 at the latest, not 07:00.'],
    ['day-start', 'late', 'day-start can be a time like 03:00, not "late".'],
    ['nudge', 'later', 'nudge can be a time like 20:00, on, or off, not "later".'],
    ['language', 'klingon!', /not "klingon!"\.$/],
    ['prompt', 'x'.repeat(4_000), /not "x{40}"\.$/],
  ])('%s says what is wrong with %s', (name, typed, words) => {
    const parsed = personSettings.find((it) => it.name === name)?.setting.parse(typed, facts);
    expect(parsed && 'wrong' in parsed && parsed.wrong).toMatch(words);
  });
});
