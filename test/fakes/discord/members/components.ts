import type { Answer } from '../interactions/answer.ts';
import { deliver } from '../interactions/deliver.ts';
import { interactionType } from '../interactions/interaction.ts';
import { type Component, isSelect, kind, walk } from '../model/components.ts';
import type { Json } from '../model/json.ts';
import type { FakeMessage, Owners } from '../model/message.ts';
import { mustSee } from './availability.ts';
import { NotPossible } from './not-possible.ts';
import { type Entity, isEntity, Resolved } from './resolved.ts';
import type { FakeUser } from './user.ts';

/** Presses a button by its label or custom id. */
export function press(user: FakeUser, message: FakeMessage, name: string): Promise<Answer> {
  const button = componentOf(user, message, name, (it) => it.type === kind.button);
  if (!button.custom_id) throw new NotPossible(`"${name}" is a link`);
  return use(user, message, button, {});
}

/** Chooses in a select, named by custom id or placeholder; values by label or value, or the entities themselves. */
export function select(
  user: FakeUser,
  message: FakeMessage,
  name: string,
  values: readonly (string | Entity)[],
): Promise<Answer> {
  const component = componentOf(user, message, name, isSelect);
  const resolved = new Resolved(message.channel);
  const chosen = chosenValues(component, values, resolved);
  return use(user, message, component, { values: chosen, ...resolved.toJSON() });
}

function use(user: FakeUser, message: FakeMessage, component: Component, more: Json): Promise<Answer> {
  const data = { custom_id: component.custom_id, component_type: component.type, id: component.id, ...more };
  const { channel } = message;
  return deliver({
    type: interactionType.component,
    user,
    channel,
    owners: ownersOf(message),
    data,
    source: message,
  });
}

/** As the message's own interaction had it; of a message that the bot sent by itself: its server, or who has the DM. */
function ownersOf(message: FakeMessage): Owners {
  const { guild, recipients } = message.channel;
  if (message.origin.owners) return message.origin.owners;
  if (guild) return { '0': guild.id };
  const [person] = recipients;
  const byAccount = person?.installedApp ? { '1': person.id } : {};
  return person?.sharesServerWithBot || !person?.installedApp ? { '0': '0', ...byAccount } : byAccount;
}

function componentOf(
  user: FakeUser,
  message: FakeMessage,
  name: string,
  suits: (component: Component) => boolean,
): Component {
  mustSee(user, message.channel);
  if (!message.channel.visibleTo(user).includes(message))
    throw new NotPossible('The message is not there (any more)');
  const all = walk(message.components)
    .map((it) => it.component)
    .filter(suits);
  const called = (it: Component): boolean => [it.custom_id, it.label, it.placeholder].includes(name);
  const found = all.filter(called);
  const names = all.map((it) => it.label ?? it.placeholder ?? it.custom_id).join(', ');
  const [component] = found;
  if (!component) throw new NotPossible(`"${name}" is not on the message; there are: ${names || 'none'}`);
  if (found.length > 1)
    throw new NotPossible(`"${name}" is on the message ${found.length} times; use its custom id`);
  if (component.disabled) throw new NotPossible(`"${name}" is greyed out`);
  return component;
}

/** The wire's values for what a person chose, refused where the select would not let them. */
export function chosenValues(
  component: Component,
  values: readonly (string | Entity)[],
  resolved: Resolved,
  defaults: { readonly least: number; readonly most: number } = { least: 1, most: 1 },
): string[] {
  const least = component.min_values ?? defaults.least;
  const most = component.max_values ?? defaults.most;
  if (values.length < least || values.length > most)
    throw new NotPossible(`Between ${least} and ${most} can be chosen`);
  return values.map((value) => {
    if (isEntity(value)) return resolved.add(value);
    const option = component.options?.find((it) => it.label === value || it.value === value);
    if (!option) throw new NotPossible(`"${value}" is not offered`);
    return option.value;
  });
}
