/** A bot that answers `/hello`, ours or discord.js with its defaults; says how much heap it uses when it is asked. */
import { Client, Events, GatewayIntentBits, REST, Routes } from 'discord.js';
import { literal } from '../../src/chat/markdown.ts';
import { registryOf } from '../../src/chat/registry.ts';
import { createDiscord } from '../../src/platforms/discord/index.ts';
import type { Kind } from './heap.ts';

const [kind = 'ours', api = '', token = ''] = process.argv.slice(2) as [Kind, string, string];
const silent = { debug() {}, info() {}, warn() {}, error() {} };
const summary = 'Says hello';
const nothing = async () => undefined;

if (kind === 'ours') {
  const reply = { code: 'hello', visibility: 'private', text: literal('Hello.') } as const;
  const leaf = { summary, run: async () => reply as never };
  const discord = createDiscord({
    token,
    apiUrl: api,
    registry: registryOf([{ file: 'hello.ts', command: { name: 'hello', group: 'more', summary, leaf } }]),
    hashStore: { get: nothing, set: nothing },
    guilds: { joined: nothing, welcomed: nothing, features: nothing, removed: nothing, present: nothing },
    log: silent,
    now: Date.now,
  });
  await discord.start({
    dispatch: async () => ({ type: 'reply', reply }),
    acknowledgement: () => 'reply',
    undelivered: async () => undefined,
  });
} else {
  const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api } });
  client.on(Events.InteractionCreate, (it) => {
    if (it.isChatInputCommand()) void it.reply({ content: 'Hello.' });
  });
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(token);
  await ready;
  const commands = new REST({ api }).setToken(token);
  await commands.put(Routes.applicationCommands(client.application?.id ?? ''), {
    body: [{ name: 'hello', description: summary }],
  });
}

process.on('message', () => {
  for (let n = 0; n < 3; n++) globalThis.gc?.();
  process.send?.(process.memoryUsage().heapUsed);
});
// Commands are registered a moment after the session began.
setTimeout(() => process.send?.(0), 1_000);
