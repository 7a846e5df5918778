import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Command, leaf } from '../../src/chat/command.ts';
import { nearestName, readTyped } from '../../src/chat/typed-text.ts';
import { runs } from '../deep.ts';

const nothing = async () => ({ code: 'x', visibility: 'private' as const, text: { source: '' } });
const log: Command = {
  name: 'log',
  summary: 'Log',
  group: 'more',
  leaf: leaf({
    summary: 'Log',
    options: {
      text: { kind: 'text', summary: 'Text', free: true },
      minutes: { kind: 'integer', summary: 'Minutes', min: 1, max: 1440 },
      tag: { kind: 'text', summary: 'Tags' },
    },
    run: nothing,
  }),
};
const history: Command = {
  name: 'history',
  summary: 'History',
  group: 'more',
  subcommands: {
    list: leaf({ summary: 'List', options: { tag: { kind: 'text', summary: 'Tag' } }, run: nothing }),
    search: leaf({
      summary: 'Search',
      options: { search: { kind: 'text', summary: 'Words', free: true } },
      run: nothing,
    }),
  },
};
const settings: Command = {
  name: 'settings',
  summary: 'Settings',
  group: 'more',
  leaf: leaf({ summary: 'Settings', options: { zone: { kind: 'text', summary: 'Zone' } }, run: nothing }),
};
const setup: Command = {
  name: 'setup',
  summary: 'Setup',
  group: 'more',
  leaf: leaf({
    summary: 'Setup',
    options: {
      day: {
        kind: 'choice',
        summary: 'Day',
        choices: [
          { value: 'friday', label: 'Friday' },
          { value: 'sunday', label: 'Sunday' },
        ],
      },
      time: { kind: 'text', summary: 'Time' },
      off: { kind: 'flag', summary: 'Off' },
      view: { kind: 'choice', summary: 'View', choices: [{ value: 'week', label: 'Week' }] },
    },
    run: nothing,
  }),
};
const undo: Command = {
  name: 'undo',
  group: 'more',
  summary: 'Undo',
  leaf: leaf({ summary: 'Undo', run: nothing }),
};
const commands = [log, history, settings, setup, undo];
const count = (text: string, letter: string): number => text.split(letter).length - 1;
const options = (text: string) => {
  const typed = readTyped(text, commands);
  return 'code' in typed ? typed.code : typed.options;
};

describe('a command typed as text', () => {
  test.each([
    [
      'log built the URL shortener minutes:50 tag:redis',
      { text: 'built the URL shortener', minutes: '50', tag: 'redis' },
    ],
    ['log minutes:50 built it', { text: 'built it', minutes: '50' }],
    ['log built it tag:redis tag:node', { text: 'built it', tag: 'redis node' }],
    ['log built it tag:"redis, node"', { text: 'built it', tag: 'redis, node' }],
    ['log built it tag:“redis cache”', { text: 'built it', tag: 'redis cache' }],
    [
      `log built it tag:“${'long '.repeat(500)}” minutes:50`,
      { text: 'built it', tag: 'long '.repeat(500), minutes: '50' },
    ],
    ['LOG Built It MINUTES:5', { text: 'Built It', minutes: '5' }],
    ['log', {}],
    ['log   ', {}],
    ['log “quoted words”', { text: 'quoted words' }],
    [
      'log see http://localhost:3000 and fix tag: later',
      { text: 'see http://localhost:3000 and fix tag: later' },
    ],
    ['log moved tag:redis out of the way', { text: 'moved tag:redis out of the way' }],
    ['log one\ntwo  three\n\tfour', { text: 'one\ntwo  three\n\tfour' }],
    ['log text:hello world', { text: 'hello world' }],
    ['log TEXT:Hello\nworld  again', { text: 'Hello\nworld  again' }],
    ['log text:"whole thing"', { text: 'whole thing' }],
    ['log text:"whole thing" and more', { text: '"whole thing" and more' }],
    ['log text:"whole thing tag:redis" minutes:5', { text: 'whole thing tag:redis', minutes: '5' }],
    ['log "whole thing tag:redis"', { text: 'whole thing tag:redis' }],
    [
      'log minutes:5 text:hello world tag:redis tag:node',
      { minutes: '5', text: 'hello world', tag: 'redis node' },
    ],
    ['log text:hello minutes:5 world', { text: 'hello minutes:5 world' }],
    ['log text:minutes:5', { text: 'minutes:5' }],
    ['log text:hello text:world', { text: 'hello text:world' }],
    ['log hello text:world', { text: 'hello text:world' }],
    ['log text:“one” text:“two”', { text: '“one” text:“two”' }],
    ['log built it tag:"a","b"', { text: 'built it', tag: '"a","b"' }],
    ['log tag:"a", “b c” built it', { tag: '"a", “b c”', text: 'built it' }],
    ['log built it tag:"a", "b" minutes:5', { text: 'built it', tag: '"a", "b"', minutes: '5' }],
    ['log built it minutes:5 minutes:6', { text: 'built it', minutes: '5 6' }],
    ['/log built it', { text: 'built it' }],
    ['history search search:redis cache', { search: 'redis cache' }],
    ['settings Lisbon', { zone: 'Lisbon' }],
    ['settings zone:Europe/Lisbon', { zone: 'Europe/Lisbon' }],
    ['settings zone Lisbon', { zone: 'Lisbon' }],
    ['settings zone Buenos Aires', { zone: 'Buenos Aires' }],
    ['settings “Buenos Aires”', { zone: 'Buenos Aires' }],
    ['settings colour:red', { colour: 'red' }],
    ['setup time 17:00 view week', { time: '17:00', view: 'week' }],
    ['setup time with a view', { time: 'with a view' }],
    ['setup time any view of it', { time: 'any view of it' }],
    ['setup friday 17:00', { day: 'friday', time: '17:00' }],
    ['setup time 5 pm day friday', { time: '5 pm', day: 'friday' }],
    ['setup week', { view: 'week' }],
    ['setup week friday', { view: 'week', day: 'friday' }],
    ['setup monday', { day: 'monday' }],
    ['setup off', { off: 'yes' }],
    ['setup off no', { off: 'no' }],
    ['setup friday 17:00 off', { day: 'friday', time: '17:00', off: 'yes' }],
    ['history', {}],
    ['history tag:redis', { tag: 'redis' }],
    ['history search url shortener', { search: 'url shortener' }],
  ])('%j', (text, expected) => {
    expect(options(text)).toEqual(expected);
  });

  test('what is not a command says so, with the nearest one', () => {
    expect(readTyped('lgo x', commands)).toEqual({ code: 'unknown-command', typed: 'lgo', nearest: 'log' });
    expect(readTyped('', commands)).toMatchObject({ code: 'unknown-command', typed: '' });
    expect(readTyped('history burn', commands)).toMatchObject({ code: 'unknown-subcommand', typed: 'burn' });
    expect(nearestName('hist', ['log', 'history'])).toBe('history');
    expect(nearestName('zzzzzz', ['log', 'history'])).toBeUndefined();
  });

  test.each(['constructor', '__proto__', 'toString'])('%s is no subcommand', (word) => {
    expect(options(`history ${word}`)).toBe('unknown-subcommand');
  });

  test('a word too many is named, never taken for a flag', () => {
    expect(options('setup friday')).toEqual({ day: 'friday' });
    const typed = readTyped('settings zone:Lisbon please', commands);
    expect('options' in typed && typed.options).toEqual({ zone: 'Lisbon', please: '' });
  });

  test('all words too many are named, also where a command takes none', () => {
    expect(options('settings zone:Lisbon please, and thanks')).toEqual({
      zone: 'Lisbon',
      'please, and thanks': '',
    });
    expect(options('history list tag:redis __proto__')).toEqual({ tag: 'redis', ['__proto__']: '' });
    expect(options('history list tag:redis tag')).toEqual({ tag: 'redis tag' });
    expect(options('undo the second one')).toEqual({ 'the second one': '' });
  });

  test('every word that was typed is in some option', () => {
    const words = [
      'text:',
      'minutes:',
      'tag:',
      'b',
      '"',
      '“',
      '” ',
      ' ',
      '\n',
      ',',
      '5',
      'text',
      'zone:',
      'é',
      ':',
    ];
    const anything = fc.array(fc.constantFrom(...words), { maxLength: 14 }).map((it) => it.join(''));
    fc.assert(
      fc.property(
        fc.constantFrom('log', 'settings', 'setup', 'history list', 'undo'),
        anything,
        (name, rest) => {
          const given = options(`${name} ${rest}`);
          if (typeof given === 'string') return;
          const kept = Object.entries(given).flat().join(' ');
          for (const letter of '5éb') expect(count(kept, letter)).toBe(count(rest, letter));
        },
      ),
      runs(2_000, 10),
    );
  });

  test('free text without options comes back to the letter', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }), (text) => {
        const clean = text.trim();
        fc.pre(
          clean !== '' && !/(^|\s)(text|minutes|tag):/i.test(clean) && !/^["“„«‟].*["”“»‟]$/s.test(clean),
        );
        expect(options(`log ${clean}`)).toEqual({ text: clean });
      }),
    );
  });
});
