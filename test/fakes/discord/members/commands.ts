import type { Answer } from '../interactions/answer.ts';
import { deliver } from '../interactions/deliver.ts';
import { interactionType } from '../interactions/interaction.ts';
import type { FakeChannel } from '../model/channel.ts';
import type { FakeMessage } from '../model/message.ts';
import { findCommand, mustSee, ownersFor } from './availability.ts';
import { NotPossible } from './not-possible.ts';
import { descend, filledOptions, type OptionValues } from './options.ts';
import { Resolved } from './resolved.ts';
import type { FakeUser } from './user.ts';

export interface SlashHow {
  /** Sends values that the client's input would not accept. Options must be registered all the same. */
  readonly unchecked?: boolean;
}

/** `name` with its subcommands: "settings zone". */
export function slash(
  user: FakeUser,
  channel: FakeChannel,
  name: string,
  values: OptionValues,
  how: SlashHow,
): Promise<Answer> {
  const [first = '', ...path] = name.split(' ');
  const command = findCommand(channel, 1, first);
  const owners = ownersFor(user, channel, command);
  const resolved = new Resolved(channel);
  const options = filledOptions(command, path, values, { resolved, ...how });
  const data = { ...head(command), ...(options.length > 0 ? { options } : {}), ...resolved.toJSON() };
  return deliver({ type: interactionType.command, user, channel, owners, data, command });
}

/** The choices that the bot offers while the last of the values (or `focused`) is being typed. */
export function autocomplete(
  user: FakeUser,
  channel: FakeChannel,
  name: string,
  values: OptionValues,
  focused = Object.keys(values).at(-1) ?? '',
): Promise<Answer> {
  const [first = '', ...path] = name.split(' ');
  const command = findCommand(channel, 1, first);
  const owners = ownersFor(user, channel, command);
  const option = descend(command, path).find((it) => it.name === focused);
  if (!option) throw new NotPossible(`/${name} has no option "${focused}"`);
  const resolved = new Resolved(channel);
  const options = filledOptions(command, path, values, { resolved, focused });
  const data = { ...head(command), options, ...resolved.toJSON() };
  return deliver({
    type: interactionType.autocomplete,
    user,
    channel,
    owners,
    data,
    command,
    focused: option,
  });
}

/** An entry of a message's menu. */
export function messageCommand(user: FakeUser, name: string, message: FakeMessage): Promise<Answer> {
  const { channel } = message;
  if (!channel.visibleTo(user).includes(message)) throw new NotPossible('The message is not there any more');
  const command = findCommand(channel, 3, name);
  const owners = ownersFor(user, channel, command);
  const resolved = new Resolved(channel);
  const data = { ...head(command), target_id: resolved.message(message), ...resolved.toJSON() };
  return deliver({ type: interactionType.command, user, channel, owners, data, command });
}

/** An entry of a person's menu. */
export function userCommand(
  user: FakeUser,
  channel: FakeChannel,
  name: string,
  target: FakeUser,
): Promise<Answer> {
  mustSee(user, channel);
  const command = findCommand(channel, 2, name);
  const owners = ownersFor(user, channel, command);
  const resolved = new Resolved(channel);
  const data = { ...head(command), target_id: resolved.add(target), ...resolved.toJSON() };
  return deliver({ type: interactionType.command, user, channel, owners, data, command });
}

const head = (command: { id: string; name: string; type: number; guild_id?: string }) => ({
  id: command.id,
  name: command.name,
  type: command.type,
  ...(command.guild_id === undefined ? {} : { guild_id: command.guild_id }),
});
