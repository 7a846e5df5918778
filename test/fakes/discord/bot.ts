import { Client, type ClientOptions, Events, GatewayIntentBits, type Interaction, REST } from 'discord.js';
import { Agent } from 'undici';
import type { FakeDiscord } from './server.ts';

/** Of the undici beside discord.js; the process's default agent may be another version's, which cannot send files. */
const agent = new Agent();

/**
 * A bare discord.js bot on the fake, logged in and ready. Destroy it when the test ends. It does not wait 5 s between
 * IDENTIFYs as discord.js does by default.
 */
export async function startBot(
  discord: FakeDiscord,
  onInteraction: (interaction: Interaction) => Promise<unknown> = async () => undefined,
  options: Partial<ClientOptions> = {},
): Promise<Client<true>> {
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    ...options,
    ws: { buildIdentifyThrottler: async () => ({ waitForIdentify: async () => undefined }), ...options.ws },
    rest: { api: discord.apiUrl, agent, ...options.rest },
  });
  client.on(Events.Error, () => undefined);
  client.on(
    Events.InteractionCreate,
    (interaction) => void onInteraction(interaction).catch(() => undefined),
  );
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(discord.token);
  return ready;
}

/** The REST client alone. */
export const restClient = (discord: FakeDiscord, options: ConstructorParameters<typeof REST>[0] = {}): REST =>
  new REST({ api: discord.apiUrl, agent, ...options }).setToken(discord.token);

/** The JSON error code of a refused request, or 'ok'. */
export async function codeOf(request: Promise<unknown>): Promise<unknown> {
  try {
    await request;
    return 'ok';
  } catch (error) {
    const { code, status } = error as { code?: unknown; status?: unknown };
    return code ?? status ?? error;
  }
}
