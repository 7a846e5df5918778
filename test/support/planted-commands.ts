import { join } from 'node:path';
import { privately } from '../../src/chat/answers.ts';
import { type Command, leaf } from '../../src/chat/command.ts';
import { literal } from '../../src/chat/markdown.ts';
import { type Registry, readCommands, registryOf } from '../../src/chat/registry.ts';

/** A command that organisers have to switch on. */
export const logbook: Command = {
  name: 'logbook',
  summary: 'Your logbook',
  group: 'learn',
  feature: 'logbook',
  communityOnly: true,
  leaf: leaf({ summary: 'Your logbook', run: async () => privately('logbook', literal('Here it is.')) }),
  actions: { open: { run: async () => privately('logbook', literal('Opened.')) } },
};

/** The project's commands and some more. */
export async function registryWith(...planted: readonly Command[]): Promise<Registry> {
  const own = await readCommands(join(import.meta.dirname, '../../commands'));
  return registryOf([...own, ...planted.map((command) => ({ file: `${command.name}.ts`, command }))]);
}
