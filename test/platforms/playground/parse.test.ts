import { describe, expect, it } from 'vitest';
import { parsePress, parseSay, placeOf } from '../../../src/platforms/playground/parse.ts';
import type { PlaygroundMember } from '../../../src/platforms/playground/ports.ts';

const ada: PlaygroundMember = {
  id: 'm1',
  name: 'ada',
  colour: 0,
  zone: 'Europe/Lisbon',
  isOrganiser: true,
  dmOpen: true,
  joinedAt: 0,
};
const place = placeOf(ada, 'general')!;
const names = new Set(['log', 'help']);
const say = (text: string) => parseSay({ member: ada, place, text, eventId: 'e1' }, names);

describe('what a member says', () => {
  it('is a command when it begins with a slash, which is taken off', () => {
    expect(say('  /log built a thing\nand another')).toEqual({
      type: 'command',
      incoming: {
        eventId: 'e1',
        actor: {
          identity: { platform: 'playground', user: 'm1' },
          displayName: 'ada',
          isOrganiser: true,
          zoneHint: 'Europe/Lisbon',
        },
        place: {
          kind: 'channel',
          platform: 'playground',
          channel: 'general',
          community: { external: 'playground', name: 'Playground' },
        },
        interaction: { type: 'text', text: 'log built a thing\nand another' },
      },
    });
  });

  it('is for people only without a slash', () => {
    expect(say('good morning')).toEqual({ type: 'chat', text: 'good morning' });
  });

  it.each(['log built a thing', 'Log: built', 'HELP!'])('hints at a forgotten slash (%s)', (text) => {
    expect(say(text)).toMatchObject({ type: 'chat', hint: text.toLowerCase().replace(/[^a-z].*/, '') });
  });

  it('hints at nothing when the word only begins like a command', () => {
    expect(say('logging is fun')).not.toHaveProperty('hint');
  });
});

describe('a press', () => {
  const base = { member: ada, place, action: 'log.x~mac', eventId: 'e2' };

  it('with a list is a button or a select', () => {
    expect(parsePress({ ...base, values: ['a'] }).interaction).toEqual({
      type: 'press',
      action: 'log.x~mac',
      values: ['a'],
    });
  });

  it('with an object is a form', () => {
    expect(parsePress({ ...base, values: { text: 'x' } }).interaction).toEqual({
      type: 'submit',
      form: 'log.x~mac',
      values: { text: 'x' },
    });
  });
});

describe('a place', () => {
  it('is a channel with or without its #', () => {
    expect(placeOf(ada, '#general')).toEqual(placeOf(ada, 'general'));
  });

  it('is the own DM, outside of the community', () => {
    expect(placeOf(ada, 'dm')).toEqual({ kind: 'dm', platform: 'playground', channel: 'dm:m1' });
    expect(placeOf(ada, 'dm:m1')).toEqual(placeOf(ada, 'dm'));
  });

  it.each(['nowhere', '', 'dm:m2', '__proto__'])('is not %j', (name) => {
    expect(placeOf(ada, name)).toBeUndefined();
  });
});
