import { applyCommandAck } from '../delivery/acks.ts';
import type { Json } from '../json.ts';
import type { ConversationRecord, FileRecord, MemberRecord, MessageRecord } from '../model.ts';
import { userObject } from '../surfaces/conversations.ts';
import { deleteFile, fileObject } from '../surfaces/files.ts';
import { viewObject } from '../surfaces/views.ts';
import type { ActOptions, Place } from './acting.ts';
import type { Answer } from './answer.ts';
import { Filling } from './filling.ts';
import { findElement, findOption, type Wanted } from './find.ts';
import { commandText, common, slashPayload, whereMessage, withTokens } from './payloads.ts';
import { FakeMessage, FakeView, type Surface } from './surface.ts';

/** A file that a member sends with a message. */
export interface SentFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly alt?: string;
}

/** A member of a workspace, and what a member can do. */
export class FakeUser extends Filling {
  get home(): FakeView | undefined {
    const held = this.actor.team.homes.get(this.id);
    return held && new FakeView(held);
  }

  /** Types a slash command: `user.slash('dm', '/shipmate log built x minutes:50')`. */
  async slash(where: Place, line: string, options: ActOptions = {}): Promise<Answer> {
    const { state } = this.context;
    const place = this.place(where);
    const [, command = '', rest = ''] = /^(\S+)([\s\S]*)$/.exec(line) ?? [];
    const known = state.app.commands;
    if (this.isExternal || !this.actor.team.installation || (known && !known.has(command)))
      throw new Error(`${command} is not a valid command`);
    const typed = commandText(
      this.actor.team,
      rest,
      known?.get(command)?.shouldEscape === true,
      state.labels,
    );
    return this.act([place.id], options, async (answer, interaction) => {
      const target = { ...this.mine(interaction), channel: place.id };
      const urls = { response: this.responseUrl(target), trigger: this.trigger(interaction) };
      const body = slashPayload(this.actor, place, command, typed, urls);
      await this.deliver(answer, { kind: 'command', type: command, body });
      if (answer.acked) answer.failure = applyCommandAck(state, this.actor.team, target, answer.ackBody);
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
      return this.act([], { until: 'ack' }, async () => {});
    return this.action(on, placed, undefined, options);
  }

  /** Chooses from an overflow menu, by the option's text or value. */
  async overflow(on: Surface, wanted: Wanted, option: string, options: ActOptions = {}): Promise<Answer> {
    const placed = findElement(on.blocks, wanted, /^overflow$/);
    const value = { selected_option: findOption(placed.element, option) };
    return this.action(on, placed, value, options);
  }

  /** Uses a global shortcut. */
  async shortcut(callbackId: string, options: ActOptions = {}): Promise<Answer> {
    this.#mustKnow(callbackId, 'global');
    return this.act([], options, async (answer, interaction) => {
      const body = {
        type: 'shortcut',
        ...common(this.actor),
        callback_id: callbackId,
        trigger_id: this.trigger(interaction),
        action_ts: this.context.state.ids.ts(),
      };
      await this.deliver(answer, { kind: 'interactive', type: body.type, body });
    });
  }

  /** Uses a shortcut of a message, somebody's or the app's. */
  async messageShortcut(callbackId: string, message: FakeMessage, options: ActOptions = {}): Promise<Answer> {
    this.#mustKnow(callbackId, 'message');
    const place = this.place(message.channel);
    return this.act([place.id], options, async (answer, interaction) => {
      const target = { ...this.mine(interaction), channel: place.id, messageTs: message.ts };
      const where = whereMessage(this.actor, place, message.record);
      const body = {
        type: 'message_action',
        ...common(this.actor),
        callback_id: callbackId,
        trigger_id: this.trigger(interaction),
        response_url: this.responseUrl(target),
        channel: where.channel,
        message: where.message,
        message_ts: message.ts,
        action_ts: this.context.state.ids.ts(),
      };
      await this.deliver(answer, { kind: 'interactive', type: body.type, body });
    });
  }

  /** Opens the app's Home tab, or its Messages tab. */
  async openHome(options: ActOptions & { tab?: 'home' | 'messages' } = {}): Promise<Answer> {
    const { state, events } = this.context;
    const tab = options.tab ?? 'home';
    const held = this.actor.team.homes.get(this.id);
    return this.act([], { ...options, onHome: true }, async (answer) => {
      const shown = held && tab === 'home' ? { view: viewObject(state, held) } : {};
      const event = {
        type: 'app_home_opened',
        user: this.id,
        channel: this.dm,
        tab,
        event_ts: state.ids.ts(),
        ...shown,
      };
      Object.assign(answer, await events.emit(this.actor.team, event, event.type, this.record.teamId));
    });
  }

  /** Uses the app of a workspace that is not their own: neither commands nor shortcuts of it are shown to them. */
  get isExternal(): boolean {
    return this.record.teamId !== this.actor.team.id;
  }

  /** Writes a message; `@ada` and `#general` become tokens without names. The app hears of it where it has subscribed to messages of such a place and is in it. */
  async say(
    where: Place,
    typed: string,
    how: {
      readonly inThreadOf?: FakeMessage;
      readonly unheard?: boolean;
      readonly files?: readonly SentFile[];
    } = {},
  ): Promise<FakeMessage> {
    const { state } = this.context;
    const place = this.place(where);
    const text = withTokens(this.actor.team, typed, 'left-out');
    const message: MessageRecord = {
      ts: state.ids.ts(),
      channel: place.id,
      teamId: place.teamId,
      user: this.id,
      byBot: false,
      ...(how.inThreadOf ? { threadTs: how.inThreadOf.ts } : {}),
      text,
      blocks: [],
      attachments: [],
      files: (how.files ?? []).map((it) => this.#upload(it, place)),
      linkNames: false,
      via: 'member',
      values: {},
      reactions: new Map(),
    };
    place.messages.push(message);
    if (!how.unheard) await this.#tell(place, this.#event(message));
    return new FakeMessage(message);
  }

  /** Changes a message of their own. */
  async editMessage(
    message: FakeMessage,
    typed: string,
    how: { readonly unheard?: boolean } = {},
  ): Promise<void> {
    const { record } = message;
    if (record.user !== this.id) throw new Error('only their own messages');
    const before = this.#event(record);
    record.text = withTokens(this.actor.team, typed, 'left-out');
    record.edited = this.context.state.ids.ts();
    if (!how.unheard) await this.#changedMessage(record, before);
  }

  /** Slack adds the preview of a link: the message changes, and nobody edited it. */
  async previewLink(message: FakeMessage): Promise<void> {
    await this.#changedMessage(message.record, this.#event(message.record));
  }

  async deleteMessage(message: FakeMessage): Promise<void> {
    const { record } = message;
    if (record.user !== this.id) throw new Error('only their own messages');
    const place = this.place(record.channel);
    const before = this.#event(record);
    place.messages.splice(place.messages.indexOf(record), 1);
    for (const id of record.files) deleteFile(this.context.state.files.get(id) as FileRecord);
    await this.#tell(place, {
      type: 'message',
      subtype: 'message_deleted',
      hidden: true,
      deleted_ts: record.ts,
      previous_message: before,
      ts: this.context.state.ids.ts(),
    });
  }

  /**
   * Reacts to a message (`clap`, `clap::skin-tone-4`). The app hears of it where the workspace granted the scope, it has
   * subscribed, and it is in the place.
   */
  async react(message: FakeMessage, name: string, how: { readonly unheard?: boolean } = {}): Promise<void> {
    const { reactions } = message.record;
    const who = reactions.get(name) ?? new Set<string>();
    if (who.has(this.id)) throw new Error('already_reacted');
    reactions.set(name, who.add(this.id));
    if (!how.unheard) await this.#reacted('reaction_added', message.record, name);
  }

  async unreact(message: FakeMessage, name: string, how: { readonly unheard?: boolean } = {}): Promise<void> {
    const { reactions } = message.record;
    const who = reactions.get(name);
    if (!who?.delete(this.id)) throw new Error('no_reaction');
    if (who.size === 0) reactions.delete(name);
    if (!how.unheard) await this.#reacted('reaction_removed', message.record, name);
  }

  async #reacted(type: string, { channel, ts, user }: MessageRecord, reaction: string): Promise<void> {
    const { team } = this.actor;
    const place = this.place(channel);
    if (!place.members.has(team.botUserId) || !team.installation?.scopes.has('reactions:read')) return;
    const { state, events } = this.context;
    const item = { type: 'message', channel, ts };
    const event = { type, user: this.id, reaction, item, item_user: user, event_ts: state.ids.ts() };
    await events.emit(team, event, type, this.record.teamId);
  }

  #upload({ name, bytes, alt = '' }: SentFile, place: ConversationRecord): string {
    const { state } = this.context;
    const id = state.ids.next('F');
    state.files.set(id, {
      id,
      teamId: this.actor.team.id,
      name,
      title: '',
      altText: alt,
      owner: this.id,
      length: bytes.length,
      bytes: Buffer.from(bytes),
      readyAt: state.now(),
      channels: new Set([place.id]),
      deleted: false,
    });
    return id;
  }

  /** A member's message as events show it. */
  #event(record: MessageRecord): Json {
    const { state } = this.context;
    const { user, text, ts, threadTs, edited } = record;
    const files = record.files.flatMap((id) => state.files.get(id) ?? []);
    return {
      type: 'message',
      user,
      text,
      ts,
      ...(threadTs ? { thread_ts: threadTs } : {}),
      ...(edited ? { edited: { user, ts: edited } } : {}),
      ...(files.length > 0
        ? { subtype: 'file_share', files: files.map((it) => fileObject(state, this.actor.team, it)) }
        : {}),
    };
  }

  async #changedMessage(record: MessageRecord, before: Json): Promise<void> {
    await this.#tell(this.place(record.channel), {
      type: 'message',
      subtype: 'message_changed',
      hidden: true,
      message: this.#event(record),
      previous_message: before,
      ts: this.context.state.ids.ts(),
    });
  }

  async #tell(place: ConversationRecord, event: Json): Promise<void> {
    if (!place.members.has(this.actor.team.botUserId)) return;
    const word = { im: 'im', private: 'group', public: 'channel' }[place.kind];
    const name = `message.${word === 'im' ? word : `${word}s`}`;
    await this.context.events.emit(
      this.actor.team,
      {
        ...event,
        channel: place.id,
        channel_type: word,
        event_ts: event.ts,
        ...(event.user ? { team: this.record.teamId } : {}),
        ...(this.isExternal ? { user_team: this.record.teamId, source_team: this.record.teamId } : {}),
      },
      name,
      this.record.teamId,
    );
  }

  /** Changes the profile; the app is told (`user_change`). */
  async changeProfile(
    changes: Partial<Pick<MemberRecord, 'displayName' | 'locale' | 'name' | 'realName' | 'tz'>>,
  ): Promise<void> {
    Object.assign(this.record, changes, { updated: Math.floor(this.context.state.now() / 1000) });
    await this.#changed();
  }

  /** An administrator deactivates the account. */
  async deactivate(): Promise<void> {
    this.record.deleted = true;
    await this.#changed();
  }

  async #changed(): Promise<void> {
    const { state, events } = this.context;
    const user = userObject(this.record, new Date(state.now()), true);
    const ts = state.ids.ts();
    await events.emit(this.actor.team, {
      type: 'user_change',
      user,
      cache_ts: Number.parseInt(ts, 10),
      event_ts: ts,
    });
  }

  #mustKnow(callbackId: string, type: 'global' | 'message'): void {
    const known = this.context.state.app.shortcuts;
    if (this.isExternal || (known && known.get(callbackId) !== type))
      throw new Error(`the manifest has no ${type} shortcut ${callbackId}`);
  }
}
