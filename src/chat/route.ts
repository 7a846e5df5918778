import type { ActionSigner } from './action-id.ts';
import { checkOptions } from './check-options.ts';
import { type Command, type Leaf, leafOf } from './command.ts';
import type { Context } from './context.ts';
import type { Incoming, Interaction } from './interaction.ts';
import type { Registry } from './registry.ts';
import { formErrorsReply, reopenForm } from './reopen-form.ts';
import { type Answer, type FormErrors, isFormErrors, type Reply } from './reply.ts';
import { meaningOf } from './typed-meaning.ts';
import { readTyped } from './typed-text.ts';
import * as say from './wording.ts';

/** What an interaction comes to, decided without a read: an answer at once, or something to run. */
export type Route = {
  /** For metrics and the log. */
  readonly name: string;
  /** The answer may be a form: then nothing may be shown before it. */
  readonly opensForm: boolean;
  /** The answer takes the place of the message on which the button stood. */
  readonly inPlace?: boolean;
} & ({ readonly reply: Reply } | Runnable);

interface Runnable {
  readonly command: Command;
  /** Undefined: there is nothing to say. */
  run(context: Context): Promise<Answer | FormErrors | undefined>;
}

export interface RouterDependencies {
  readonly registry: Registry;
  readonly signer: ActionSigner;
  readonly commandName: (platform: string, name: string) => string;
  /** Platforms that mark wrong form fields themselves. */
  readonly marksFields: ReadonlySet<string>;
}

/** Finds what an interaction is for; its texts are texts by now (`onlyTexts`). */
export function createRouter({
  registry,
  signer,
  commandName,
  marksFields,
}: RouterDependencies): (incoming: Incoming) => Route {
  return route;

  /** Decides what is to run, without a read; or answers at once. */
  function route(incoming: Incoming): Route {
    const { interaction } = incoming;
    const named = (name: string) => commandName(incoming.place.platform, name);
    switch (interaction.type) {
      case 'text': {
        const typed = readTyped(interaction.text, registry.commands);
        if ('code' in typed) {
          const reply =
            typed.code === 'unknown-command'
              ? say.unknownCommand(named, typed.typed, typed.nearest)
              : say.unknownSubcommand(named, typed.command, typed.typed);
          return { name: 'unknown', opensForm: false, reply };
        }
        return leafStep(typed.command, typed.subcommand, typed.leaf, typed.options, named);
      }
      case 'command': {
        const command = registry.find(interaction.name);
        const leaf = command && leafOf(command, interaction.subcommand);
        if (!command || !leaf) {
          const reply = command
            ? say.unknownSubcommand(named, command, interaction.subcommand ?? '')
            : say.unknownCommand(named, interaction.name, undefined);
          return { name: 'unknown', opensForm: false, reply };
        }
        return leafStep(command, interaction.subcommand, leaf, interaction.options, named);
      }
      case 'press': {
        const ref = signer.verify(interaction.action);
        const found = ref && registry.action(ref.name);
        if (ref && reopenForm.is(ref.name))
          return { ...reopenForm.step(ref.args, registry), inPlace: ref.inPlace };
        if (!ref || !found) return { name: 'stale', opensForm: false, reply: say.staleButton(named) };
        return {
          command: found.command,
          name: ref.name,
          opensForm: found.handler.opensForm === true,
          inPlace: ref.inPlace,
          run: (context) => found.handler.run(ref.args, context, interaction.values),
        };
      }
      case 'submit': {
        const ref = signer.verify(interaction.form);
        const found = ref && registry.form(ref.name);
        if (!ref || !found) return { name: 'stale', opensForm: false, reply: say.staleButton(named) };
        return {
          command: found.command,
          name: ref.name,
          opensForm: false,
          inPlace: ref.inPlace,
          run: async (context) => {
            const answer = await found.handler.run(interaction.values, context, ref.args);
            if (!isFormErrors(answer) || marksFields.has(context.place.platform)) return answer;
            return formErrorsReply(answer, interaction.values, ref, context);
          },
        };
      }
      case 'shortcut': {
        const found = registry.shortcut(interaction.label);
        if (!found) return { name: 'stale', opensForm: false, reply: say.staleButton(named) };
        return {
          command: found.command,
          name: interaction.label,
          opensForm: false,
          run: (context) => found.shortcut.run(interaction.message, context),
        };
      }
      case 'message':
      case 'message-edited':
      case 'message-deleted':
        return messageStep(incoming, interaction);
      case 'suggest':
        throw new Error('suggestions have a way of their own');
    }
  }

  function messageStep(
    incoming: Incoming,
    interaction: Extract<Interaction, { type: 'message' | 'message-edited' | 'message-deleted' }>,
  ): Route {
    const found = registry.directMessages;
    if (!found) throw new Error('no command takes what is written in DMs');
    const { command, handler } = found;
    const runs = (run: (context: Context) => Promise<Answer | undefined>): Route => ({
      name: interaction.type,
      opensForm: false,
      command,
      run,
    });
    if (interaction.type === 'message-deleted')
      return runs((context) => handler.deleted(interaction.message, context));
    const { message } = interaction;
    if (interaction.type === 'message-edited') return runs((context) => handler.edited(message, context));
    const typed = (name: string) => commandName(incoming.place.platform, name);
    const meaning = meaningOf(message.text, registry.commands);
    if (meaning.kind !== 'command') return runs((context) => handler.written(message, meaning, context));
    const named = route({ ...incoming, interaction: { type: 'text', text: meaning.typed } });
    // A form can only follow a press, so a button stands where it would open.
    return named.opensForm && 'command' in named
      ? { name: named.name, opensForm: false, reply: say.opensByPress(typed, named.command) }
      : named;
  }

  function leafStep(
    command: Command,
    subcommand: string | undefined,
    leaf: Leaf,
    given: Readonly<Record<string, unknown>>,
    named: (name: string) => string,
  ): Route {
    const name = subcommand ? `${command.name} ${subcommand}` : command.name;
    const checked = checkOptions(leaf.options ?? {}, given);
    if (!checked.ok)
      return { name, opensForm: false, reply: say.wrongOptions(named(name), leaf, checked.problems) };
    const { input } = checked;
    const formOpens = leaf.opensForm?.(input) === true;
    return { command, name, opensForm: formOpens, run: (context) => leaf.run(input, context) };
  }
}
