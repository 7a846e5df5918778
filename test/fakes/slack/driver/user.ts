import { elementsOf, type Placed } from '../block-kit/elements.ts';
import { applyCommandAck, applyViewAck, readSuggestions } from '../delivery/acks.ts';
import type { Payload } from '../delivery/payload.ts';
import { at, type Json, text } from '../json.ts';
import type { ConversationRecord, MemberRecord, ViewRecord } from '../model.ts';
import { openDm, userObject } from '../surfaces/conversations.ts';
import { isEmpty } from '../surfaces/values.ts';
import { viewObject } from '../surfaces/views.ts';
import type { Answer } from './answer.ts';
import { type Choice, chosenValue, clientFault } from './choose.ts';
import { findElement, findOption, type Wanted } from './find.ts';
import {
  type Actor,
  actionObject,
  commandText,
  common,
  shownName,
  slashPayload,
  whereMessage,
  whereView,
} from './payloads.ts';
import { FakeMessage, FakeView, type Surface } from './surface.ts';
import { type Until, watch } from './watch.ts';
import type { World } from './world.ts';

export interface ActOptions {
  /** Until when to wait: the acknowledgement, or (usually) what the app shows after it. */
  until?: Until;
}

/** A place by its object or its id; `dm` is the member's DM with the app. */
export type Place = 'dm' | string | { id: string };

/** A member of a workspace, and what a member can do. */
export class FakeUser {
  readonly record: MemberRecord;
  readonly #world: World;
  readonly #actor: Actor;

  constructor(world: World, record: MemberRecord) {
    const team = world.state.teams.get(record.teamId);
    if (!team) throw new Error(`no workspace ${record.teamId}`);
    this.record = record;
    this.#world = world;
    this.#actor = { state: world.state, team, member: record };
  }

  get id(): string {
    return this.record.id;
  }

  /** The id of the DM with the app; opened where it is not yet. */
  get dm(): string {
    return openDm(this.#world.state, this.#actor.team, this.id).id;
  }

  get home(): FakeView | undefined {
    const held = this.#actor.team.homes.get(this.id);
    return held && new FakeView(held);
  }

  /** The modal in front, if one is open. */
  get modal(): FakeView | undefined {
    const held = this.#actor.team.modals.get(this.id)?.at(-1);
    return held && new FakeView(held);
  }

  /** Types a slash command: `user.slash('dm', '/shipmate log built x minutes:50')`. */
  async slash(where: Place, line: string, options: ActOptions = {}): Promise<Answer> {
    const { state } = this.#world;
    const place = this.#place(where);
    const [, command = '', rest = ''] = /^(\S+)([\s\S]*)$/.exec(line) ?? [];
    const known = state.app.commands;
    if (known && !known.has(command)) throw new Error(`${command} is not a valid command`);
    const typed = commandText(this.#actor.team, rest, known?.get(command)?.shouldEscape === true);
    return this.#act([place.id], options, async (answer, interaction) => {
      const target = { ...this.#mine(interaction), channel: place.id };
      const urls = { response: this.#responseUrl(target), trigger: this.#trigger(interaction) };
      const body = slashPayload(this.#actor, place, command, typed, urls);
      await this.#deliver(answer, { kind: 'command', type: command, body });
      if (answer.acked) answer.failure = applyCommandAck(state, this.#actor.team, target, answer.ackBody);
    });
  }

  /** Presses a button. A confirmation dialog is confirmed, or with `confirm: false` dismissed. */
  async press(
    on: Surface,
    wanted: Wanted,
    options: ActOptions & { confirm?: boolean } = {},
  ): Promise<Answer> {
    const placed = findElement(on.blocks, wanted, /button/);
    if (placed.element.confirm && options.confirm === false)
      return this.#act([], { until: 'ack' }, async () => {});
    return this.#action(on, placed, undefined, options);
  }

  /** Chooses from an overflow menu, by the option's text or value. */
  async overflow(on: Surface, wanted: Wanted, option: string, options: ActOptions = {}): Promise<Answer> {
    const placed = findElement(on.blocks, wanted, /^overflow$/);
    const value = { selected_option: findOption(placed.element, option) };
    return this.#action(on, placed, value, options);
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
    this.#keep(on, placed, value);
    const silent = placed.block.type === 'input' && placed.block.dispatch_action !== true;
    if (silent) return this.#act([], { until: 'ack' }, async () => {});
    return this.#action(on, placed, value, options);
  }

  /** Types into an external select; the answer holds the options it then offers. */
  async suggest(on: Surface, wanted: Wanted, typed: string): Promise<Answer> {
    return this.#suggest(on, findElement(on.blocks, wanted, /external_select/), typed);
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
      this.#keep(
        view,
        placed,
        chosenValue(placed.element, choice, await this.#suggested(view, placed, choice)),
      );
    }
    const { state } = this.#world;
    const refused = clientErrors(view.record);
    return this.#act([], options, async (answer, interaction) => {
      if (refused) {
        answer.clientErrors = refused;
        return;
      }
      const body = {
        type: 'view_submission',
        ...common(this.#actor),
        trigger_id: this.#trigger(interaction, view.id),
        view: viewObject(state, view.record),
        response_urls: [],
      };
      await this.#deliver(answer, { kind: 'interactive', type: body.type, body });
      if (!answer.acked) return;
      const { errors, failure } = applyViewAck(
        state,
        this.#actor.team,
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
    const { team, state } = { team: this.#actor.team, state: this.#world.state };
    const cleared = options.all === true || view.record.clearOnClose;
    const stack = team.modals.get(this.id) ?? [];
    const gone = cleared ? stack.splice(0).reverse() : stack.splice(-1);
    return this.#act([], { until: 'ack' }, async (answer) => {
      for (const each of gone.filter((record) => record.notifyOnClose)) {
        const body = {
          type: 'view_closed',
          ...common(this.#actor),
          view: viewObject(state, each),
          is_cleared: cleared,
        };
        await this.#deliver(answer, { kind: 'interactive', type: body.type, body });
      }
    });
  }

  /** Uses a global shortcut. */
  async shortcut(callbackId: string, options: ActOptions = {}): Promise<Answer> {
    this.#mustKnow(callbackId, 'global');
    return this.#act([], options, async (answer, interaction) => {
      const body = {
        type: 'shortcut',
        ...common(this.#actor),
        callback_id: callbackId,
        trigger_id: this.#trigger(interaction),
        action_ts: this.#world.state.ids.ts(),
      };
      await this.#deliver(answer, { kind: 'interactive', type: body.type, body });
    });
  }

  /** Uses a shortcut of a message, somebody's or the app's. */
  async messageShortcut(callbackId: string, message: FakeMessage, options: ActOptions = {}): Promise<Answer> {
    this.#mustKnow(callbackId, 'message');
    const place = this.#place(message.channel);
    return this.#act([place.id], options, async (answer, interaction) => {
      const target = { ...this.#mine(interaction), channel: place.id, messageTs: message.ts };
      const where = whereMessage(this.#actor, place, message.record);
      const body = {
        type: 'message_action',
        ...common(this.#actor),
        callback_id: callbackId,
        trigger_id: this.#trigger(interaction),
        response_url: this.#responseUrl(target),
        channel: where.channel,
        message: where.message,
        message_ts: message.ts,
        action_ts: this.#world.state.ids.ts(),
      };
      await this.#deliver(answer, { kind: 'interactive', type: body.type, body });
    });
  }

  /** Opens the app's Home tab, or its Messages tab. */
  async openHome(options: ActOptions & { tab?: 'home' | 'messages' } = {}): Promise<Answer> {
    const { state, events } = this.#world;
    const tab = options.tab ?? 'home';
    const held = this.#actor.team.homes.get(this.id);
    return this.#act([], options, async (answer) => {
      const shown = held && tab === 'home' ? { view: viewObject(state, held) } : {};
      const event = {
        type: 'app_home_opened',
        user: this.id,
        channel: this.dm,
        tab,
        event_ts: state.ids.ts(),
        ...shown,
      };
      Object.assign(answer, await events.emit(this.#actor.team, event));
    });
  }

  /** Writes a message. The app hears of it where it has subscribed to messages of such a place and is in it. */
  async say(where: Place, typed: string): Promise<FakeMessage> {
    const { state, events } = this.#world;
    const place = this.#place(where);
    const message = {
      ts: state.ids.ts(),
      channel: place.id,
      teamId: place.teamId,
      user: this.id,
      byBot: false,
      text: typed,
      blocks: [],
      attachments: [],
      files: [],
      linkNames: false,
      via: 'member',
      values: {},
      reactions: new Map(),
    };
    place.messages.push(message);
    if (place.members.has(this.#actor.team.botUserId)) {
      const word = { im: 'im', private: 'group', public: 'channel' }[place.kind];
      const name = `message.${word === 'im' ? word : `${word}s`}`;
      const { ts } = message;
      const event = {
        type: 'message',
        channel: place.id,
        channel_type: word,
        user: this.id,
        text: typed,
        ts,
        event_ts: ts,
      };
      await events.emit(this.#actor.team, event, name);
    }
    return new FakeMessage(message);
  }

  /** Changes the profile; the app is told (`user_change`). */
  async changeProfile(
    changes: Partial<Pick<MemberRecord, 'locale' | 'name' | 'realName' | 'tz'>>,
  ): Promise<void> {
    Object.assign(this.record, changes, { updated: Math.floor(this.#world.state.now() / 1000) });
    await this.#changed();
  }

  /** An administrator deactivates the account. */
  async deactivate(): Promise<void> {
    this.record.deleted = true;
    await this.#changed();
  }

  async #changed(): Promise<void> {
    const { state, events } = this.#world;
    const user = userObject(this.record, new Date(state.now()), true);
    const ts = state.ids.ts();
    await events.emit(this.#actor.team, {
      type: 'user_change',
      user,
      cache_ts: Number.parseInt(ts, 10),
      event_ts: ts,
    });
  }

  async #act(
    channels: string[],
    options: ActOptions,
    act: (answer: Answer, interaction: string) => Promise<void>,
  ): Promise<Answer> {
    const { state, watching } = this.#world;
    const interaction = state.ids.next('I');
    const subject = { ...this.#mine(interaction), channels: [...channels, this.dm] };
    return watch(state, watching, subject, options.until ?? 'effect', (answer) => act(answer, interaction));
  }

  async #action(on: Surface, placed: Placed, value: Json | undefined, options: ActOptions): Promise<Answer> {
    const { state } = this.#world;
    const channels = on instanceof FakeMessage ? [on.channel] : [];
    return this.#act(channels, options, async (answer, interaction) => {
      const body: Json = {
        type: 'block_actions',
        ...common(this.#actor),
        trigger_id: this.#trigger(
          interaction,
          on instanceof FakeView && on.record.type === 'modal' ? on.id : undefined,
        ),
        ...this.#where(on),
        actions: [actionObject(placed.element, placed.block, value, state.ids.ts())],
      };
      if (on instanceof FakeMessage) {
        body.response_url = this.#responseUrl({
          ...this.#mine(interaction),
          channel: on.channel,
          messageTs: on.ts,
        });
      }
      await this.#deliver(answer, { kind: 'interactive', type: 'block_actions', body });
    });
  }

  async #suggested(on: Surface, placed: Placed, choice: Choice, typed?: string): Promise<Json[]> {
    if (!/external_select/.test(text(placed.element.type)) || choice === null) return [];
    const found: Json[] = [];
    for (const each of [choice].flat().map(String)) {
      const answer = await this.#suggest(on, placed, typed ?? each);
      found.push(...answer.options);
    }
    return found;
  }

  async #suggest(on: Surface, placed: Placed, typed: string): Promise<Answer> {
    const { state } = this.#world;
    const least = typeof placed.element.min_query_length === 'number' ? placed.element.min_query_length : 3;
    return this.#act([], { until: 'ack' }, async (answer) => {
      if (typed.length < least) return;
      const body: Json = {
        type: 'block_suggestion',
        ...common(this.#actor),
        ...this.#where(on),
        action_id: text(placed.element.action_id),
        block_id: text(placed.block.block_id),
        value: typed,
      };
      await this.#deliver(answer, { kind: 'interactive', type: 'block_suggestion', body });
      if (answer.acked) Object.assign(answer, readSuggestions(state, answer.ackBody));
    });
  }

  async #deliver(answer: Answer, payload: Payload): Promise<void> {
    const { state, deliveries } = this.#world;
    if (payload.kind === 'interactive' && !state.app.interactivity)
      throw new Error('interactivity is off in the manifest');
    const { body, ...result } = await deliveries.interact(payload);
    Object.assign(answer, {
      acked: result.acked,
      ackMs: result.ackMs,
      failure: result.failure,
      ackBody: body,
    });
  }

  #where(on: Surface): Json {
    if (on instanceof FakeView) return whereView(this.#actor, on.record);
    return whereMessage(this.#actor, this.#place(on.channel), on.record);
  }

  #keep(on: Surface, { element, block }: Placed, value: Json): void {
    const held = on.record.values[text(block.block_id)] ?? {};
    on.record.values[text(block.block_id)] = held;
    held[text(element.action_id)] = value;
  }

  #mine(interaction: string): { teamId: string; userId: string; interaction: string } {
    return { teamId: this.#actor.team.id, userId: this.id, interaction };
  }

  #trigger(interaction: string, viewId?: string): string {
    const { teamId, userId } = this.#mine(interaction);
    return this.#world.state.triggers.issue({
      id: interaction,
      teamId,
      userId,
      ...(viewId ? { viewId } : {}),
    });
  }

  #responseUrl(target: {
    teamId: string;
    userId: string;
    interaction: string;
    channel: string;
    messageTs?: string;
  }): string {
    const { baseUrl, responseUrls } = this.#world.state;
    return baseUrl + responseUrls.issue(target);
  }

  #place(where: Place): ConversationRecord {
    const id = where === 'dm' ? this.dm : typeof where === 'string' ? where : where.id;
    const place = this.#actor.team.conversations.get(id);
    if (!place?.members.has(this.id))
      throw new Error(`${this.record.name} is not in ${place ? shownName(place) : id}`);
    return place;
  }

  #mustKnow(callbackId: string, type: 'global' | 'message'): void {
    const known = this.#world.state.app.shortcuts;
    if (known && known.get(callbackId) !== type)
      throw new Error(`the manifest has no ${type} shortcut ${callbackId}`);
  }

  #mustBeInFront(view: FakeView): void {
    const front = this.#actor.team.modals.get(this.id)?.at(-1);
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
