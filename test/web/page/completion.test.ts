import { describe, expect, it } from 'vitest';
import { completionAt, typingAt, valueItems } from '../../../src/web/page/src/state/completion.ts';
import { catalogue } from '../../../src/web/playground/catalogue.ts';
import { fakeCommands } from '../../fakes/playground-commands.ts';

const commands = catalogue(fakeCommands);
/** `|` is the caret. */
function at(typed: string) {
  const caret = typed.indexOf('|');
  const text = typed.replace('|', '');
  return completionAt(text, caret === -1 ? text.length : caret, commands);
}
const labels = (typed: string) => at(typed)?.items.map((it) => it.label);

describe('what the composer offers', () => {
  it('is every command behind a lone slash, what is used most first', () => {
    expect(labels('/')).toEqual([
      '/log',
      '/streak',
      '/stuck',
      '/settings',
      '/start',
      '/roundup',
      '/crash',
      '/setup',
    ]);
  });

  it('is the commands that begin like that first, then those that hold it', () => {
    expect(labels('/st')).toEqual(['/streak', '/stuck', '/start']);
    expect(labels('/re')).toEqual(['/streak']);
    expect(at('/st')).toMatchObject({ eager: true, from: 0, to: 3 });
  });

  it('lets Enter send a name that is complete', () => {
    expect(at('/log')).toMatchObject({ eager: false });
  });

  it('is nothing in ordinary words', () => {
    expect(at('hello /st')).toBeUndefined();
    expect(at('')).toBeUndefined();
  });

  it('is subcommands after a command that has them', () => {
    expect(labels('/settings ')).toEqual(['show', 'zone']);
    expect(at('/settings z')).toMatchObject({ kind: 'subcommand', from: 10, to: 11, eager: true });
  });

  it('is options by their beginning, without taking Enter away', () => {
    expect(at('/log built x mi')).toMatchObject({
      kind: 'option',
      from: 13,
      eager: false,
      items: [{ label: 'minutes:', hint: '1–1440', insert: 'minutes:' }],
    });
    expect(at('/log built x minutes:5 mi')).toBeUndefined();
  });

  it('is the choices of an option', () => {
    expect(labels('/start audience:')).toEqual(['Only me', 'The community']);
    expect(labels('/start audience:comm')).toEqual(['The community']);
    expect(at('/start audience:private')).toBeUndefined();
  });

  it('asks the bot for what it suggests, by name and for a bare word', () => {
    expect(at('/start zone:lis')).toMatchObject({
      kind: 'value',
      typed: 'lis',
      from: 12,
      ask: { command: 'start', option: 'zone' },
    });
    expect(at('/settings zone lis')).toMatchObject({
      typed: 'lis',
      ask: { command: 'settings', subcommand: 'zone', option: 'zone' },
    });
  });

  it('puts a value with blanks in quotes', () => {
    expect(valueItems([{ value: 'redis cache', label: 'redis cache' }], 'tag:')).toEqual([
      { label: 'redis cache', hint: '', insert: 'tag:"redis cache" ' },
    ]);
  });
});

describe('the line of hints', () => {
  const typing = (text: string) => typingAt(text, text.length, commands);

  it('shows nothing until a command is complete', () => {
    expect(typing('/lo')).toBeUndefined();
    expect(typing('/log')).toBeUndefined();
    expect(typing('/nothing x')).toBeUndefined();
  });

  it('knows what is used and what is under the caret', () => {
    expect(typing('/log built x minutes:')).toMatchObject({ title: '/log', current: 'minutes' });
    expect([...typing('/log built x minutes:5 ')!.used]).toEqual(['minutes', 'text']);
    expect(typing('/log built x minutes:5 ')).not.toHaveProperty('current');
  });

  it('names the subcommand', () => {
    expect(typing('/settings zone ')).toMatchObject({ title: '/settings zone', summary: 'Change your zone' });
  });
});
