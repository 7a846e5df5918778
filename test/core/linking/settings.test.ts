import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as linking from '../../../src/core/linking/settings.ts';
import type { Person } from '../../../src/core/people/index.ts';
import type { DmAddress, OwnSide, SharedSettings } from '../../../src/core/people/types.ts';
import { linkRules } from '../../../src/settings/link-rules.ts';
import { runs } from '../../deep.ts';
import { aPerson, today } from '../../store/samples.ts';

const { settingsOf, withSettings } = linking;
const merge = (own: SharedSettings, sides: readonly SharedSettings[]) =>
  linking.merge(own, sides, linkRules.person);
const split = (
  current: Person,
  own: OwnSide,
  before: readonly SharedSettings[],
  after: readonly SharedSettings[],
  isTheirs: (dm: DmAddress) => boolean,
) => linking.split(current, own, before, after, isTheirs, linkRules.person);

const days = fc.uniqueArray(fc.integer({ min: today - 20, max: today + 20 }), { maxLength: 6 });
const range = fc
  .record({ from: fc.integer({ min: today - 20, max: today + 20 }), more: fc.option(fc.nat(8)) })
  .map(({ from, more }) => (more === null ? { from } : { from, to: from + more }));
const address = fc.record({
  platform: fc.constantFrom('discord', 'slack'),
  channel: fc.constantFrom('a', 'b'),
});

const settings: fc.Arbitrary<SharedSettings> = fc.record(
  {
    joinedAt: fc.integer({ min: 1, max: 1_000 }),
    joinedDay: fc.integer({ min: today - 40, max: today }),
    rest: days,
    pauses: fc.array(range, { maxLength: 4 }),
    promptTime: fc.nat(1439),
    nudge: fc.record({ on: fc.boolean(), time: fc.nat(1439) }),
    prompts: fc.constantFrom('not-started', 'on', 'stopped', 'silent'),
    dm: address,
    skippedDay: fc.integer({ min: today - 3, max: today }),
  },
  {
    noNullPrototype: true,
    requiredKeys: ['joinedAt', 'joinedDay', 'rest', 'pauses', 'promptTime', 'nudge', 'prompts'],
  },
) as fc.Arbitrary<SharedSettings>;

const person = (it: SharedSettings): Person => withSettings(aPerson(), it);
const own = (it: SharedSettings) => ({ settings: it, zoneChosen: true, excused: [] });
const nobodys = () => false;
const holds = (ranges: SharedSettings['pauses'], day: number) =>
  ranges.some((it) => it.from <= day && (it.to === undefined || it.to >= day));
const span = Array.from({ length: 80 }, (_, n) => today - 40 + n);

describe('the settings of linked people', () => {
  it('are, parted without a change, those that each had', () => {
    fc.assert(
      fc.property(settings, settings, (mine, theirs) => {
        const both = merge(mine, [theirs]);
        expect(split(person(both), own(mine), [theirs], [], nobodys)).toEqual(mine);
      }),
      runs(500),
    );
  });

  it('are the same whichever of two sides is linked first', () => {
    fc.assert(
      fc.property(settings, settings, settings, (mine, one, other) => {
        const stepwise = merge(merge(mine, [one]), [other]);
        expect(stepwise).toEqual(merge(mine, [one, other]));
      }),
      runs(300),
    );
  });

  it('hold every pause and rest day of each, and the earliest joining', () => {
    fc.assert(
      fc.property(settings, settings, (mine, theirs) => {
        const both = merge(mine, [theirs]);
        for (const day of span) {
          expect(holds(both.pauses, day)).toBe(holds(mine.pauses, day) || holds(theirs.pauses, day));
          expect(both.rest.includes(day)).toBe(mine.rest.includes(day) || theirs.rest.includes(day));
        }
        expect(both.joinedDay).toBe(Math.min(mine.joinedDay, theirs.joinedDay));
      }),
      runs(200),
    );
  });

  it('keep date by date what was changed since, and nothing else of the side that leaves', () => {
    fc.assert(
      fc.property(
        settings,
        settings,
        days,
        fc.array(range, { maxLength: 4 }),
        (mine, theirs, rest, pauses) => {
          const both = merge(mine, [theirs]);
          const left = split(person({ ...both, rest, pauses }), own(mine), [theirs], [], nobodys);
          for (const day of span) {
            const isRest = rest.includes(day) === both.rest.includes(day) ? mine.rest : rest;
            expect(left.rest.includes(day)).toBe(isRest.includes(day));
            const isPaused = holds(pauses, day) === holds(both.pauses, day) ? mine.pauses : pauses;
            expect(holds(left.pauses, day)).toBe(holds(isPaused, day));
          }
        },
      ),
      runs(300),
    );
  });

  it('write no prompts of the primary to a DM that leaves', () => {
    fc.assert(
      fc.property(settings, settings, address, (mine, theirs, chosen) => {
        const current = { ...person(merge(mine, [theirs])), dm: chosen, prompts: 'on' as const };
        const left = split(current, own(mine), [theirs], [], () => true);
        expect(left.dm).toEqual(mine.dm);
        if (!mine.dm) expect(left.prompts).toBe(mine.prompts);
      }),
      runs(300),
    );
  });

  it('prompt as the side that began, where the primary never did', () => {
    const mine = settingsOf(aPerson());
    const theirs: SharedSettings = {
      ...mine,
      prompts: 'on',
      promptTime: 700,
      dm: { platform: 'slack', channel: 'D1' },
    };
    expect(merge(mine, [theirs])).toMatchObject({ prompts: 'on', promptTime: 700, dm: theirs.dm });
    expect(merge({ ...mine, prompts: 'stopped' }, [theirs])).toMatchObject({ prompts: 'stopped' });
  });
});
