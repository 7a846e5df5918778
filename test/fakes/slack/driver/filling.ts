import { elementsOf, type Placed } from '../block-kit/elements.ts';
import { applyViewAck, readSuggestions } from '../delivery/acks.ts';
import { at, type Json, text } from '../json.ts';
import type { ViewRecord } from '../model.ts';
import { isEmpty } from '../surfaces/values.ts';
import { viewObject } from '../surfaces/views.ts';
import { Acting, type ActOptions } from './acting.ts';
import type { Answer } from './answer.ts';
import { type Choice, chosenValue, clientFault } from './choose.ts';
import { findElement, type Wanted } from './find.ts';
import { common } from './payloads.ts';
import { FakeView, type Surface } from './surface.ts';

/** Filling in inputs and forms. */
export abstract class Filling extends Acting {
  /** The modal in front, if one is open. */
  get modal(): FakeView | undefined {
    const held = this.actor.team.modals.get(this.id)?.at(-1);
    return held && new FakeView(held);
  }

  /**
   * Chooses in a menu, a picker or an input. In an input block the app hears of it only where `dispatch_action` is set;
   * an external select is asked for its options first, with `typed` or the beginning of the choice.
   */
  async select(
    on: Surface,
    wanted: Wanted,
    choice: Choice,
    options: ActOptions & { typed?: string } = {},
  ): Promise<Answer> {
    const placed = findElement(on.blocks, wanted, /^(?!button|overflow)/);
    const value = chosenValue(
      placed.element,
      choice,
      await this.#suggested(on, placed, choice, options.typed),
    );
    this.keep(on, placed, value);
    const silent = placed.block.type === 'input' && placed.block.dispatch_action !== true;
    if (silent) return this.act([], { until: 'ack' }, async () => {});
    return this.action(on, placed, value, options);
  }

  /** Types into an external select; the answer holds the options it then offers. */
  async suggest(on: Surface, wanted: Wanted, typed: string): Promise<Answer> {
    return this.#askFor(on, findElement(on.blocks, wanted, /external_select/), typed);
  }

  /**
   * Fills a modal in and submits it; the keys name inputs by label, block_id or action_id. What Slack's client would not
   * send (a required field left empty, a text too long) stands in the answer's `clientErrors`.
   */
  async submitView(
    view: FakeView,
    values: Record<string, Choice> = {},
    options: ActOptions = {},
  ): Promise<Answer> {
    this.#mustBeInFront(view);
    for (const [name, choice] of Object.entries(values)) {
      const placed = findElement(view.blocks, name, /./);
      this.keep(
        view,
        placed,
        chosenValue(placed.element, choice, await this.#suggested(view, placed, choice)),
      );
    }
    const { state } = this.context;
    const refused = clientErrors(view.record);
    return this.act([], options, async (answer, interaction) => {
      if (refused) {
        answer.clientErrors = refused;
        return;
      }
      const body = {
        type: 'view_submission',
        ...common(this.actor, true),
        trigger_id: this.trigger(interaction, view.id),
        view: viewObject(state, view.record),
        response_urls: [],
      };
      await this.deliver(answer, { kind: 'interactive', type: body.type, body });
      if (!answer.acked) return;
      const { errors, failure } = applyViewAck(
        state,
        this.actor.team,
        view.record,
        interaction,
        answer.ackBody,
      );
      answer.errors = errors;
      answer.failure = failure;
    });
  }

  /** Closes the modal in front; with `all` the whole stack, as the cross does. */
  async closeView(view: FakeView, options: { all?: boolean } = {}): Promise<Answer> {
    this.#mustBeInFront(view);
    const { team, state } = { team: this.actor.team, state: this.context.state };
    const cleared = options.all === true || view.record.clearOnClose;
    const stack = team.modals.get(this.id) ?? [];
    const gone = cleared ? stack.splice(0).reverse() : stack.splice(-1);
    return this.act([], { until: 'ack' }, async (answer) => {
      for (const each of gone.filter((record) => record.notifyOnClose)) {
        const body = {
          type: 'view_closed',
          ...common(this.actor, true),
          view: viewObject(state, each),
          is_cleared: cleared,
        };
        await this.deliver(answer, { kind: 'interactive', type: body.type, body });
      }
    });
  }

  async #suggested(on: Surface, placed: Placed, choice: Choice, typed?: string): Promise<Json[]> {
    if (!/external_select/.test(text(placed.element.type)) || choice === null) return [];
    const found: Json[] = [];
    for (const each of [choice].flat().map(String)) {
      const answer = await this.#askFor(on, placed, typed ?? each);
      found.push(...answer.options);
    }
    return found;
  }

  async #askFor(on: Surface, placed: Placed, typed: string): Promise<Answer> {
    const { state } = this.context;
    const least = typeof placed.element.min_query_length === 'number' ? placed.element.min_query_length : 3;
    return this.act([], { until: 'ack' }, async (answer) => {
      if (typed.length < least) return;
      const body: Json = {
        type: 'block_suggestion',
        ...common(this.actor, on instanceof FakeView),
        ...this.where(on),
        action_id: text(placed.element.action_id),
        block_id: text(placed.block.block_id),
        value: typed,
      };
      await this.deliver(answer, { kind: 'interactive', type: 'block_suggestion', body });
      if (answer.acked) Object.assign(answer, readSuggestions(state, answer.ackBody));
    });
  }

  #mustBeInFront(view: FakeView): void {
    const front = this.actor.team.modals.get(this.id)?.at(-1);
    if (front?.id !== view.id)
      throw new Error(`the view in front is ${front ? text(at(front.title, 'text')) : 'none'}`);
  }
}

/** What Slack's client has to say of a view before it sends it, by block_id. */
function clientErrors(view: ViewRecord): Record<string, string> | undefined {
  const errors: Record<string, string> = {};
  for (const { element, block } of elementsOf(view.blocks)) {
    if (block.type !== 'input') continue;
    const value = view.values[text(block.block_id)]?.[text(element.action_id)] ?? {};
    const fault = clientFault(block, element, value, isEmpty(value));
    if (fault) errors[text(block.block_id)] = fault;
  }
  return Object.keys(errors).length > 0 ? errors : undefined;
}
