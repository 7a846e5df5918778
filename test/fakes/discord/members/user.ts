import type { Answer } from '../interactions/answer.ts';
import type { FakeModal } from '../interactions/modal.ts';
import { FakeChannel } from '../model/channel.ts';
import type { Json } from '../model/json.ts';
import type { FakeMessage } from '../model/message.ts';
import { draft, edit, preview, publish, remove } from '../model/post.ts';
import { type FakeEmoji, react, unreact } from '../model/reactions.ts';
import type { DiscordState } from '../model/state.ts';
import { mustSee } from './availability.ts';
import { autocomplete, messageCommand, type SlashHow, slash, userCommand } from './commands.ts';
import { press, select } from './components.ts';
import { type FieldValues, submitModal } from './modal.ts';
import { NotPossible } from './not-possible.ts';
import type { OptionValues } from './options.ts';
import type { Entity, Upload } from './resolved.ts';

export interface UserOptions {
  readonly username?: string;
  readonly globalName?: string;
  /** 'closed': the bot's messages are refused (50007). */
  readonly dms?: 'open' | 'closed';
  readonly locale?: string;
  /** Installed the app to their account. */
  readonly installedApp?: boolean;
  readonly bot?: boolean;
}

/** Where a person does something: a channel, or the DM with the bot. */
export type Where = FakeChannel | 'dm';

/**
 * A person in front of Discord's client. What that client would not let them do throws NotPossible; all else goes to
 * the bot as the client sends it, and the promise is fulfilled when they see the answer, or that there is none.
 */
export class FakeUser {
  readonly state: DiscordState;
  readonly id: string;
  readonly username: string;
  readonly globalName: string | null;
  readonly bot: boolean;
  locale: string;
  dms: 'open' | 'closed';
  installedApp: boolean;
  /** The DM with the bot, once either side opened it. */
  dm: FakeChannel | undefined;
  lastUsedBotAt: number | undefined;

  constructor(state: DiscordState, options: UserOptions) {
    this.state = state;
    this.id = state.ids.next();
    this.username = options.username ?? `user-${this.id}`;
    this.globalName = options.globalName ?? null;
    this.bot = options.bot ?? false;
    this.locale = options.locale ?? 'en-US';
    this.dms = options.dms ?? 'open';
    this.installedApp = options.installedApp ?? false;
  }

  get sharesServerWithBot(): boolean {
    return [...this.state.guilds.values()].some((guild) => guild.installed && guild.members.has(this.id));
  }

  /** What the bot's DM shows: oldest first. */
  get inbox(): readonly FakeMessage[] {
    return this.dm?.visibleTo(this) ?? [];
  }

  /** What a channel shows to this person, ephemeral answers included. */
  sees(where: Where): readonly FakeMessage[] {
    return this.#channel(where).visibleTo(this);
  }

  /** Uses a slash command ("log", "settings zone"), options by their registered names. */
  async slash(where: Where, name: string, options: OptionValues = {}, how: SlashHow = {}): Promise<Answer> {
    return slash(this, this.#channel(where), name, options, how);
  }

  /** Types into an option (the last one given, or `focused`); the answer has `choices`. */
  async autocomplete(where: Where, name: string, options: OptionValues, focused?: string): Promise<Answer> {
    return autocomplete(this, this.#channel(where), name, options, focused);
  }

  async press(message: FakeMessage, labelOrId: string): Promise<Answer> {
    return press(this, message, labelOrId);
  }

  async select(
    message: FakeMessage,
    customIdOrPlaceholder: string,
    values: readonly (string | Entity)[],
  ): Promise<Answer> {
    return select(this, message, customIdOrPlaceholder, values);
  }

  async submitModal(
    modal: FakeModal | Answer,
    values: FieldValues = {},
    how: { readonly unchecked?: boolean } = {},
  ): Promise<Answer> {
    return submitModal(this, modal, values, how);
  }

  async messageCommand(name: string, message: FakeMessage): Promise<Answer> {
    return messageCommand(this, name, message);
  }

  async userCommand(where: Where, name: string, target: FakeUser): Promise<Answer> {
    return userCommand(this, this.#channel(where), name, target);
  }

  /** Writes an ordinary message, or a reply to one. */
  post(
    where: Where,
    text: string,
    how: { readonly repliesTo?: FakeMessage; readonly files?: readonly Upload[] } = {},
  ): FakeMessage {
    const channel = this.#channel(where);
    mustSee(this, channel);
    const { repliesTo, files = [] } = how;
    const origin = repliesTo ? { type: 19, repliesTo } : { type: 0 };
    const uploaded = files.map(({ fileName, bytes, contentType = 'application/octet-stream' }, index) => ({
      field: `files[${index}]`,
      name: fileName,
      contentType,
      bytes,
    }));
    const attachments = files.map(({ alt }, index) => ({
      id: String(index),
      ...(alt && { description: alt }),
    }));
    return publish(
      draft(channel, this, origin),
      { content: text, ...(files.length > 0 && { attachments }) },
      uploaded,
    );
  }

  /** Changes a message of their own. */
  editPost(message: FakeMessage, text: string): void {
    if (message.author !== this || message.deleted) throw new NotPossible('only their own messages');
    edit(message, { content: text }, []);
  }

  /** Takes one file off a message of their own. */
  removeFile(message: FakeMessage, fileName: string): void {
    if (message.author !== this || message.deleted) throw new NotPossible('only their own messages');
    const left = message.attachments.filter((it) => it.filename !== fileName);
    edit(message, { attachments: left.map(({ id }) => ({ id })) }, []);
  }

  /** Discord puts the preview of a link into a message: it changes, and nobody edited it. */
  previewLink(message: FakeMessage): void {
    preview(message);
  }

  deletePost(message: FakeMessage): void {
    if (message.author !== this || message.deleted) throw new NotPossible('only their own messages');
    remove(message);
  }

  /** Reacts to a message, `burst` with a super reaction. */
  react(message: FakeMessage, emoji: FakeEmoji, how: { readonly burst?: boolean } = {}): void {
    mustSee(this, message.channel);
    react(this, message, emoji, how.burst === true);
  }

  unreact(message: FakeMessage, emoji: FakeEmoji): void {
    unreact(this, message, emoji);
  }

  #channel(where: Where): FakeChannel {
    return where instanceof FakeChannel ? where : this.state.dmWith(this);
  }

  toJSON(): Json {
    return {
      id: this.id,
      username: this.username,
      discriminator: '0',
      global_name: this.globalName,
      avatar: null,
      public_flags: 0,
      flags: 0,
      primary_guild: null,
      ...(this.bot ? { bot: true } : {}),
    };
  }
}
