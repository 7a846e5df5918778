import { join } from 'node:path';
import { expect, test } from 'vitest';
import help from '../../commands/help.ts';
import type { Context } from '../../src/chat/context.ts';
import { loadCommands, summaryOf } from '../../src/chat/registry.ts';
import type { Reply } from '../../src/chat/reply.ts';
import { limits } from '../../src/platforms/discord/limits.ts';

const { commands } = await loadCommands(join(import.meta.dirname, '../../commands'));
const organiser = {
  services: { commands: commands.map(summaryOf) },
  isOrganiser: true,
  commandName: (name: string) => `/${name}`,
} as unknown as Context;

test.each([undefined, ...commands.map((it) => it.name)])(
  'fits one message on the platform with the shortest ones: /help %s',
  async (command) => {
    const { text } = (await help.leaf.run(command === undefined ? {} : { command }, organiser)) as Reply;
    expect(text.source.length).toBeLessThanOrEqual(limits.content);
  },
);
