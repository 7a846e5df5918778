import { type APIApplication, REST, Routes } from 'discord.js';
import type { Command } from '../../chat/command.ts';
import { defaultApiUrl } from './ports.ts';
import { registerCommands, registrationDiff } from './register.ts';
import { problemOf } from './registration.ts';

/** What is switched on by single servers is registered there by the running bot. */
const isForAll = ({ feature }: Command): boolean => feature === undefined;

/** Registers commands without a gateway, for an operator. */
export interface Registrar {
  diff(commands: readonly Command[]): Promise<readonly string[]>;
  register(commands: readonly Command[]): Promise<void>;
}

/** Asks Discord which application the token is of. Throws an error whose message is one line for the operator. */
export async function registrar(options: {
  readonly token: string;
  readonly apiUrl?: string;
  readonly guildId?: string;
  /** Milliseconds for one request. */
  readonly timeout?: number;
}): Promise<Registrar> {
  const { token, apiUrl = defaultApiUrl, guildId, timeout = 15_000 } = options;
  const rest = new REST({ api: apiUrl, timeout, retries: 1 }).setToken(token);
  const saying = async <T>(request: Promise<T>): Promise<T> => {
    try {
      return await request;
    } catch (error) {
      throw new Error(problemOf(error, guildId), { cause: error });
    }
  };
  const { id } = (await saying(rest.get(Routes.currentApplication()))) as APIApplication;
  const scope = { applicationId: id, ...(guildId !== undefined && { guildId }) };
  const always = { get: async () => undefined, set: async () => undefined };
  return {
    diff: (commands) => saying(registrationDiff(rest, scope, commands.filter(isForAll))),
    register: async (commands) => {
      await saying(registerCommands(rest, scope, commands.filter(isForAll), always));
    },
  };
}
