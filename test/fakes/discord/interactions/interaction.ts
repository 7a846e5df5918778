import { randomBytes } from 'node:crypto';
import type { FakeUser } from '../members/user.ts';
import type { FakeChannel } from '../model/channel.ts';
import type { CommandOption, RegisteredCommand } from '../model/command-registry.ts';
import type { Json } from '../model/json.ts';
import type { FakeMessage, Owners } from '../model/message.ts';
import type { DiscordState } from '../model/state.ts';
import { attachmentSizeLimit } from '../rest/body.ts';
import { Answer } from './answer.ts';

export const interactionType = { command: 2, component: 3, autocomplete: 4, modalSubmit: 5 } as const;

export interface InteractionStart {
  readonly type: number;
  readonly user: FakeUser;
  readonly channel: FakeChannel;
  readonly owners: Owners;
  readonly data: Json;
  readonly command?: RegisteredCommand;
  /** The option being typed, of an autocomplete. */
  readonly focused?: CommandOption;
  /** The message whose component was used, also for a modal that it opened. */
  readonly source?: FakeMessage;
  /** What opened the modal that is submitted. */
  readonly trigger?: Interaction;
}

/** One use of a command, component or modal, from its dispatch to the end of its token. */
export class Interaction {
  readonly state: DiscordState;
  readonly id: string;
  readonly token: string;
  readonly start: InteractionStart;
  readonly answer = new Answer();
  readonly createdAt: number;
  readonly #started = performance.now();
  acknowledgedWith: number | undefined;
  /** What `@original` stands for. */
  original: FakeMessage | undefined;

  constructor(state: DiscordState, start: InteractionStart) {
    this.state = state;
    this.start = start;
    this.id = state.ids.next();
    this.token = `aW50ZXJhY3Rpb246${this.id}${randomBytes(18).toString('base64url')}`;
    this.createdAt = state.now();
    state.interactions.set(this.token, this);
  }

  /** Answers that came after 3 s, by the fake's clock or in real time, come too late. */
  get tooLate(): boolean {
    const limit = this.state.settings.interactionDeadlineMs;
    return this.state.now() - this.createdAt > limit || performance.now() - this.#started > limit;
  }

  get tokenExpired(): boolean {
    return this.state.now() - this.createdAt > this.state.settings.interactionTokenMs;
  }

  /** Callback types that Discord takes for it. */
  get allowedCallbacks(): readonly number[] {
    const { type, source } = this.start;
    if (type === interactionType.autocomplete) return [8];
    const update = source ? [6, 7] : [];
    return type === interactionType.modalSubmit ? [4, 5, ...update] : [4, 5, ...update, 9];
  }

  /** Used through a user's installation alone, in a place where the app is not installed. */
  get userInstallOnly(): boolean {
    return this.start.owners['0'] === undefined;
  }

  acknowledge(type: number): void {
    this.acknowledgedWith = type;
    this.answer.type = type;
    this.answer.ackMs = performance.now() - this.#started;
  }

  /** `interaction_metadata` of the messages that answer it. */
  metadata(): Json {
    const { type, user, owners, source, trigger } = this.start;
    const common = { id: this.id, type, user: user.toJSON(), authorizing_integration_owners: owners };
    if (type === interactionType.modalSubmit)
      return { ...common, triggering_interaction_metadata: trigger?.metadata() };
    return type === interactionType.component ? { ...common, interacted_message_id: source?.id } : common;
  }

  toJSON(): Json {
    const { type, user, channel, owners, data, source } = this.start;
    const { guild } = channel;
    const member = guild?.memberJson(user);
    return {
      id: this.id,
      application_id: this.state.bot.id,
      type,
      data,
      token: this.token,
      version: 1,
      channel_id: channel.id,
      channel: partialChannel(channel, user),
      ...(guild
        ? {
            guild_id: guild.id,
            guild: { id: guild.id, locale: guild.locale, features: [] },
            guild_locale: guild.locale,
          }
        : {}),
      ...(guild
        ? { member: { ...member, permissions: String(channel.permissionsOf(user)) } }
        : { user: user.toJSON() }),
      app_permissions: String(channel.appPermissions()),
      locale: user.locale,
      entitlements: [],
      authorizing_integration_owners: owners,
      context: channel.context,
      attachment_size_limit: attachmentSizeLimit,
      ...(source ? { message: source.toJSON() } : {}),
    };
  }
}

export function partialChannel(channel: FakeChannel, viewer: FakeUser): Json {
  const { permission_overwrites: _, recipients, ...json } = channel.toJSON();
  return channel.guild
    ? { ...json, permissions: String(channel.permissionsOf(viewer)) }
    : { ...json, ...(channel.context === 1 ? { recipients } : {}) };
}
