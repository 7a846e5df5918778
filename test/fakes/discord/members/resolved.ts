import { partialChannel } from '../interactions/interaction.ts';
import { attachmentJson, dimensions, type FakeAttachment } from '../model/attachment.ts';
import { FakeChannel } from '../model/channel.ts';
import type { FakeRole } from '../model/guild.ts';
import { roleJson } from '../model/guild-json.ts';
import type { Json } from '../model/json.ts';
import type { FakeMessage } from '../model/message.ts';
import { FakeUser } from './user.ts';

/** A file that a person attaches. */
export interface Upload {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly contentType?: string;
  readonly alt?: string;
}

export type Entity = FakeUser | FakeChannel | FakeRole | Upload;

export const isEntity = (value: unknown): value is Entity => typeof value === 'object' && value !== null;

/** The `resolved` part of an interaction: what its values' ids stand for. */
export class Resolved {
  readonly #channel: FakeChannel;
  readonly #data: Record<string, Record<string, unknown>> = {};

  constructor(channel: FakeChannel) {
    this.#channel = channel;
  }

  /** Puts an entity in and answers its id. */
  add(entity: Entity): string {
    if (entity instanceof FakeUser) return this.#user(entity);
    if (entity instanceof FakeChannel)
      return this.#put('channels', entity.id, partialChannel(entity, this.#channel.state.bot));
    if ('fileName' in entity) return this.#upload(entity);
    return this.#put('roles', entity.id, roleJson(entity, 1));
  }

  /** What a text mentions comes along too, as far as its author could have chosen it from the client's list. */
  mentionedIn(text: string): void {
    const { state, guild } = this.#channel;
    for (const [, sign, id = ''] of text.matchAll(/<(@!?|@&|#)(\d+)>/g)) {
      const entity =
        sign === '#' ? guild?.channels.get(id) : sign === '@&' ? guild?.roles.get(id) : state.users.get(id);
      if (entity) this.add(entity);
    }
  }

  message(message: FakeMessage): string {
    return this.#put('messages', message.id, message.toJSON());
  }

  /** `{ resolved }`, or nothing where nothing was put in. */
  toJSON(): Json {
    return Object.keys(this.#data).length > 0 ? { resolved: this.#data } : {};
  }

  #user(user: FakeUser): string {
    const member = this.#channel.guild?.memberJson(user);
    if (member) {
      const { user: _, deaf: __, mute: ___, ...partial } = member;
      this.#put('members', user.id, { ...partial, permissions: String(this.#channel.permissionsOf(user)) });
    }
    return this.#put('users', user.id, user.toJSON());
  }

  #upload(upload: Upload): string {
    const { state } = this.#channel;
    const id = state.ids.next();
    const url = `${state.origin}/ephemeral-attachments/${id}/${encodeURIComponent(upload.fileName)}`;
    const attachment: FakeAttachment = {
      id,
      filename: upload.fileName,
      contentType: upload.contentType ?? 'application/octet-stream',
      bytes: upload.bytes,
      url,
      ...(upload.alt ? { description: upload.alt } : {}),
      ...dimensions(upload.bytes),
    };
    state.files.set(new URL(url).pathname, attachment);
    return this.#put('attachments', id, { ...attachmentJson(attachment, state.now()), ephemeral: true });
  }

  #put(kind: string, id: string, json: unknown): string {
    this.#data[kind] ??= {};
    this.#data[kind][id] = json;
    return id;
  }
}
