import { expect, it } from 'vitest';
import help from '../../commands/help.ts';
import log from '../../commands/log.ts';
import pause from '../../commands/pause.ts';
import rest from '../../commands/rest.ts';
import settings from '../../commands/settings.ts';
import start from '../../commands/start.ts';
import stop from '../../commands/stop.ts';
import streak from '../../commands/streak.ts';
import today from '../../commands/today.ts';
import { checkOptions } from '../../src/chat/check-options.ts';
import { readTyped } from '../../src/chat/typed-text.ts';
import { stepsOf } from './chat-input.ts';
import { makePopulation } from './population.ts';

const commands = [help, log, pause, rest, settings, start, stop, streak, today];

it('every line is one that the chat understands, with all its options', () => {
  const inputs = stepsOf(makePopulation({ people: 800 })).flatMap((it) =>
    it.kind === 'input' ? [it.input] : [],
  );
  const lines = new Set(inputs.flatMap((it) => ('say' in it ? [it.say] : [])));
  for (const line of lines) {
    const typed = readTyped(line.slice(1), commands);
    if (!('leaf' in typed)) throw new Error(line);
    expect(checkOptions(typed.leaf.options ?? {}, typed.options), line).toMatchObject({ ok: true });
    const pairs = [...line.matchAll(/ ([a-z-]+):(?:"([^"]*)"|(\S+))/g)];
    for (const [, name = '', quoted, plain] of pairs)
      expect(typed.options, line).toMatchObject({ [name]: quoted ?? plain });
  }
  expect(lines.size).toBeGreaterThan(50);
});
