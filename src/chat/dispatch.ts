import { type Identity, isFeatureOn } from '../core/people/index.ts';
import { type ActionSigner, signForm, signReply } from './action-id.ts';
import { checkOptions } from './check-options.ts';
import { type Command, type Leaf, leafOf } from './command.ts';
import type { Context } from './context.ts';
import type { Acknowledgement, Loss, OnceDispatcher } from './dispatcher.ts';
import type { Incoming } from './interaction.ts';
import type { RateLimiter } from './rate-limit.ts';
import type { Registry } from './registry.ts';
import type { Outcome, RenderedReply } from './rendered.ts';
import { formErrorsReply, reopenForm } from './reopen-form.ts';
import { type Answer, type FormErrors, isFormErrors, longestChoice, opensForm, type Reply } from './reply.ts';
import { readTyped } from './typed-text.ts';
import { onlyTexts } from './untrusted.ts';
import * as say from './wording.ts';

export interface DispatchDependencies {
  readonly registry: Registry;
  readonly signer: ActionSigner;
  /** Finds who and where this is; reads the stores. */
  readonly createContext: (incoming: Incoming) => Promise<Context>;
  /** After an answer: what is said beside it (a closed DM, say), and what the visit changes. */
  readonly afterAnswer: (context: Context, answer: Answer) => Promise<Answer>;
  /** After an answer that did not get through. */
  readonly undelivered: (identity: Identity, reply: RenderedReply, loss: Loss) => Promise<void>;
  readonly commandName: (platform: string, name: string) => string;
  /** Platforms that mark wrong form fields themselves. */
  readonly marksFields: ReadonlySet<string>;
  readonly limiter: RateLimiter;
  readonly observe: (event: Observation) => void;
}

/** For metrics and the log; `error` only when something unexpected happened. */
export interface Observation {
  readonly platform: string;
  readonly route: string;
  readonly code: string;
  readonly seconds: number;
  readonly reference?: string;
  readonly error?: unknown;
}

interface Step {
  readonly command: Command;
  readonly route: string;
  run(context: Context): Promise<Answer | FormErrors>;
}

/** The one way from a platform's event to an answer. What it returns never throws. */
export function createDispatcher(deps: DispatchDependencies): OnceDispatcher {
  const { registry, signer } = deps;

  const pressOpensForm = (name: string): boolean =>
    registry.action(name)?.handler.opensForm === true || reopenForm.is(name);

  /** Decides what is to run, without a read; or answers at once. */
  function route(incoming: Incoming): Step | { readonly route: string; readonly reply: Reply } {
    const { interaction } = incoming;
    const named = (name: string) => deps.commandName(incoming.place.platform, name);
    switch (interaction.type) {
      case 'text': {
        const typed = readTyped(interaction.text, registry.commands);
        if ('code' in typed) {
          const reply =
            typed.code === 'unknown-command'
              ? say.unknownCommand(named, typed.typed, typed.nearest)
              : say.unknownSubcommand(named, typed.command, typed.typed);
          return { route: 'unknown', reply };
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
          return { route: 'unknown', reply };
        }
        return leafStep(command, interaction.subcommand, leaf, interaction.options, named);
      }
      case 'press': {
        const ref = signer.verify(interaction.action);
        const found = ref && registry.action(ref.name);
        if (ref && reopenForm.is(ref.name)) return reopenForm.step(ref.args, registry);
        if (!ref || !found) return { route: 'stale', reply: say.staleButton(named) };
        return {
          command: found.command,
          route: ref.name,
          run: (context) => found.handler.run(ref.args, context, interaction.values),
        };
      }
      case 'submit': {
        const ref = signer.verify(interaction.form);
        const found = ref && registry.form(ref.name);
        if (!ref || !found) return { route: 'stale', reply: say.staleButton(named) };
        return {
          command: found.command,
          route: ref.name,
          run: async (context) => {
            const answer = await found.handler.run(interaction.values, context, ref.args);
            if (!isFormErrors(answer) || deps.marksFields.has(context.place.platform)) return answer;
            return formErrorsReply(answer, interaction.values, ref, context);
          },
        };
      }
      case 'shortcut': {
        const found = registry.shortcut(interaction.label);
        if (!found) return { route: 'stale', reply: say.staleButton(named) };
        return {
          command: found.command,
          route: interaction.label,
          run: (context) => found.shortcut.run(interaction.message, context),
        };
      }
      case 'suggest':
        throw new Error('suggestions have a way of their own');
    }
  }

  function leafStep(
    command: Command,
    subcommand: string | undefined,
    leaf: Leaf,
    given: Readonly<Record<string, unknown>>,
    named: (name: string) => string,
  ): Step | { route: string; reply: Reply } {
    const name = subcommand ? `${command.name} ${subcommand}` : command.name;
    const checked = checkOptions(leaf.options ?? {}, given);
    if (!checked.ok) return { route: name, reply: say.wrongOptions(named(name), leaf, checked.problems) };
    return { command, route: name, run: (context) => leaf.run(checked.input, context) };
  }

  function refusal(command: Command, context: Context): Reply | undefined {
    if (command.communityOnly && !context.community) return say.communityOnly(context.commandName, command);
    if (!isFeatureOn(command.feature, context.community)) return say.featureOff(context, command);
    if (command.access === 'organiser' && !context.isOrganiser)
      return say.organisersOnly(context.commandName, command);
    return undefined;
  }

  async function choices(incoming: Incoming & { interaction: { type: 'suggest' } }): Promise<Outcome> {
    const { name, subcommand, option, typed } = incoming.interaction;
    const command = registry.find(name);
    const options = (command && leafOf(command, subcommand)?.options) ?? {};
    const declared = Object.hasOwn(options, option) ? options[option] : undefined;
    if (declared?.kind === 'choice') return { type: 'choices', choices: declared.choices };
    if (declared?.kind !== 'text' || !declared.suggest) return { type: 'choices', choices: [] };
    // A choice takes the place of all that was typed, so what is longer than any choice has none.
    const found =
      typed.length > longestChoice ? [] : await declared.suggest(typed, await deps.createContext(incoming));
    return { type: 'choices', choices: found.slice(0, 25) };
  }

  function finish(answer: Answer | FormErrors): Outcome {
    if (isFormErrors(answer)) return { type: 'form-errors', code: answer.code, errors: answer.errors };
    if (opensForm(answer)) return { type: 'form', form: signForm(signer, answer.form) };
    return { type: 'reply', reply: signReply(signer, pressOpensForm, answer) };
  }

  /** It costs its author nothing. */
  function repetition(incoming: Incoming): undefined {
    deps.limiter.giveBack(incoming);
    return undefined;
  }

  async function dispatchOnce(received: Incoming, isFirst: Promise<boolean>): Promise<Outcome | undefined> {
    const started = performance.now();
    const incoming = { ...received, interaction: onlyTexts(received.interaction) };
    let taken: string = incoming.interaction.type;
    const observed = (code: string, extra: Partial<Observation> = {}) =>
      deps.observe({
        platform: incoming.place.platform,
        route: taken,
        code,
        seconds: (performance.now() - started) / 1000,
        ...extra,
      });
    try {
      if (incoming.interaction.type === 'suggest') {
        return await choices(incoming as Incoming & { interaction: { type: 'suggest' } });
      }
      const wait = deps.limiter.take(incoming);
      if (wait > 0) {
        if (!(await isFirst)) return undefined;
        observed('too-fast');
        return finish(say.tooFast(Math.ceil(wait / 1000)));
      }
      const step = route(incoming);
      taken = step.route;
      if ('reply' in step) {
        if (!(await isFirst)) return repetition(incoming);
        observed(step.reply.code);
        return finish(step.reply);
      }
      const [context, isNew] = await Promise.all([deps.createContext(incoming), isFirst]);
      if (!isNew) return repetition(incoming);
      const answer = refusal(step.command, context) ?? (await step.run(context));
      observed(answer.code);
      return finish(isFormErrors(answer) ? answer : await deps.afterAnswer(context, answer));
    } catch (error) {
      const reference = Math.random().toString(36).slice(2, 8);
      observed('unexpected', { error, reference });
      if (incoming.interaction.type === 'suggest') return { type: 'choices', choices: [] };
      return finish(say.unexpected(reference));
    }
  }

  function acknowledgement(incoming: Incoming): Acknowledgement {
    const interaction = onlyTexts(incoming.interaction);
    if (interaction.type === 'press') {
      const name = signer.verify(interaction.action)?.name;
      return name && pressOpensForm(name) ? 'form-first' : 'reply';
    }
    if (interaction.type === 'text' || interaction.type === 'command') {
      const found =
        interaction.type === 'text'
          ? readTyped(interaction.text, registry.commands)
          : nativeLeaf(interaction);
      if (!found || 'code' in found || !found.leaf.opensForm) return 'reply';
      const checked = checkOptions(found.leaf.options ?? {}, found.options);
      return checked.ok && found.leaf.opensForm(checked.input) ? 'form-first' : 'reply';
    }
    return 'reply';
  }

  function nativeLeaf(interaction: Extract<Incoming['interaction'], { type: 'command' }>) {
    const command = registry.find(interaction.name);
    const leaf = command && leafOf(command, interaction.subcommand);
    return leaf && { leaf, options: interaction.options };
  }

  const always = Promise.resolve(true);
  return {
    dispatch: async (incoming) => (await dispatchOnce(incoming, always)) as Outcome,
    dispatchOnce,
    acknowledgement,
    async undelivered(identity, reply, loss) {
      try {
        await deps.undelivered(identity, reply, loss);
      } catch (error) {
        deps.observe({
          platform: identity.platform,
          route: 'undelivered',
          code: 'unexpected',
          seconds: 0,
          error,
        });
      }
    },
  };
}
