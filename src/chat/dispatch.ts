import { type Identity, isFeatureOn } from '../core/people/index.ts';
import { signForm, signReply } from './action-id.ts';
import { type Command, leafOf } from './command.ts';
import type { Context } from './context.ts';
import type { Loss, OnceDispatcher } from './dispatcher.ts';
import type { Incoming } from './interaction.ts';
import { type HandledMessages, isMessage, messagesOnce } from './messages-once.ts';
import type { RateLimiter } from './rate-limit.ts';
import type { Outcome, RenderedReply } from './rendered.ts';
import { reopenForm } from './reopen-form.ts';
import { type Answer, type FormErrors, isFormErrors, longestChoice, opensForm, type Reply } from './reply.ts';
import { createRouter, type Route, type RouterDependencies } from './route.ts';
import { onlyTexts } from './untrusted.ts';
import * as say from './wording.ts';

export interface DispatchDependencies extends RouterDependencies {
  /** Finds who and where this is; reads the stores. */
  readonly createContext: (incoming: Incoming) => Promise<Context>;
  /** After an answer: what is said beside it (a closed DM, say), and what the visit changes. */
  readonly afterAnswer: (context: Context, answer: Answer) => Promise<Answer>;
  /** After an answer that did not get through. */
  readonly undelivered: (identity: Identity, reply: RenderedReply, loss: Loss) => Promise<void>;
  readonly limiter: RateLimiter;
  /** Which messages in DMs were handled. */
  readonly handled: HandledMessages;
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

interface Routed {
  readonly incoming: Incoming;
  /** None for suggestions, which have a way of their own. */
  readonly route?: Route;
}

/** The one way from a platform's event to an answer. What it returns never throws. */
export function createDispatcher(deps: DispatchDependencies): OnceDispatcher {
  const { registry, signer } = deps;

  const pressOpensForm = (name: string): boolean =>
    registry.action(name)?.handler.opensForm === true || reopenForm.is(name);
  const route = createRouter(deps);
  const routes = new WeakMap<Incoming, Routed>();

  /** Routes an interaction once, however often it is asked about. */
  function routed(received: Incoming): Routed {
    const known = routes.get(received);
    if (known) return known;
    const incoming = { ...received, interaction: onlyTexts(received.interaction) };
    const made = { incoming, ...(incoming.interaction.type !== 'suggest' && { route: route(incoming) }) };
    routes.set(received, made);
    return made;
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

  function finish(answer: Answer | FormErrors | undefined, inPlace = false): Outcome {
    if (!answer) return { type: 'nothing' };
    if (isFormErrors(answer)) return { type: 'form-errors', code: answer.code, errors: answer.errors };
    if (opensForm(answer)) return { type: 'form', form: signForm(signer, answer.form, inPlace) };
    const placed = inPlace && answer.replaces === undefined ? { ...answer, replaces: true } : answer;
    return { type: 'reply', reply: signReply(signer, pressOpensForm, placed) };
  }

  /** It costs its author nothing. */
  function repetition(incoming: Incoming): undefined {
    deps.limiter.giveBack(incoming);
    return undefined;
  }

  async function dispatchOnce(received: Incoming, isFirst: Promise<boolean>): Promise<Outcome | undefined> {
    const started = performance.now();
    let name: string = received.interaction.type;
    const observed = (code: string, extra: Partial<Observation> = {}) =>
      deps.observe({
        platform: received.place.platform,
        route: name,
        code,
        seconds: (performance.now() - started) / 1000,
        ...extra,
      });
    try {
      const { incoming, route: taken } = routed(received);
      if (!taken) return await choices(incoming as Incoming & { interaction: { type: 'suggest' } });
      const wait = deps.limiter.take(incoming);
      if (wait > 0) {
        if (!(await isFirst)) return undefined;
        observed('too-fast');
        return finish(say.tooFast(Math.ceil(wait / 1000)));
      }
      name = taken.name;
      if ('reply' in taken) {
        if (!(await isFirst)) return repetition(incoming);
        observed(taken.reply.code);
        return finish(taken.reply);
      }
      const [context, isNew] = await Promise.all([deps.createContext(incoming), isFirst]);
      if (!isNew) return repetition(incoming);
      const refused = refusal(taken.command, context);
      const answer = refused ?? (await taken.run(context));
      observed(answer?.code ?? 'nothing');
      const whole = !answer || isFormErrors(answer) ? answer : await deps.afterAnswer(context, answer);
      return finish(whole, taken.inPlace === true && !refused);
    } catch (error) {
      const reference = Math.random().toString(36).slice(2, 8);
      observed('unexpected', { error, reference });
      if (received.interaction.type === 'suggest') return { type: 'choices', choices: [] };
      return finish(say.unexpected(reference));
    }
  }

  const always = Promise.resolve(true);
  const dispatch = async (incoming: Incoming) => (await dispatchOnce(incoming, always)) as Outcome;
  const messages = messagesOnce(deps.handled, dispatch);
  return {
    dispatch: (incoming) => (isMessage(incoming) ? messages(incoming) : dispatch(incoming)),
    dispatchOnce,
    acknowledgement: (incoming) => (routed(incoming).route?.opensForm ? 'form-first' : 'reply'),
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
