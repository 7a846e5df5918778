import { dimensions, type FakeAttachment, type UploadedFile } from './attachment.ts';
import { type Component, displayedText, numbered } from './components.ts';
import type { Json } from './json.ts';
import { type AllowedMentions, wouldPing } from './mentions.ts';
import { type FakeMessage, flag } from './message.ts';
import type { DiscordState } from './state.ts';

/** A message's body after the schema check: what a create, an edit, a reply and a follow-up have in common. */
export interface MessageBody {
  readonly content?: string | null;
  readonly embeds?: readonly Json[] | null;
  readonly components?: readonly Component[] | null;
  readonly attachments?: readonly AttachmentRequest[] | null;
  readonly flags?: number | null;
  readonly allowed_mentions?: AllowedMentions | null;
  readonly nonce?: string | number | null;
  readonly enforce_nonce?: boolean | null;
  readonly message_reference?: { readonly message_id?: string; readonly fail_if_not_exists?: boolean } | null;
}

interface AttachmentRequest {
  readonly id: string;
  readonly filename?: string | null;
  readonly description?: string | null;
}

/** Puts a body into a message, as a first version or as an edit: a field left out stays, null empties it. */
export function compose(message: FakeMessage, body: MessageBody, files: readonly UploadedFile[]): void {
  if (body.content !== undefined) message.content = body.content ?? '';
  if (body.embeds !== undefined) message.embeds = body.embeds ?? [];
  if (body.components !== undefined) message.components = numbered(body.components ?? []);
  if (typeof body.flags === 'number') message.flags = mergedFlags(message.flags, body.flags);
  message.attachments = mergedAttachments(message, body, files);
  const repliedTo = body.message_reference ? message.origin.repliesTo?.author.id : undefined;
  const text = `${message.content}\n${displayedText(message.components)}`;
  message.pings = wouldPing(text, body.allowed_mentions, repliedTo);
  message.pingHistory.push(message.pings);
}

/** Ephemeral and loading are set once; components V2 cannot be taken back. */
const mergedFlags = (before: number, asked: number): number =>
  (before & (flag.ephemeral | flag.loading | flag.componentsV2)) | (asked & ~(flag.ephemeral | flag.loading));

function mergedAttachments(
  message: FakeMessage,
  body: MessageBody,
  files: readonly UploadedFile[],
): readonly FakeAttachment[] {
  const { state } = message.channel;
  const asked = body.attachments;
  const kept = asked
    ? message.attachments.filter((old) => asked.some((it) => it.id === old.id))
    : asked === null
      ? []
      : message.attachments;
  const added = files.map((file): FakeAttachment => {
    const index = /\d+/.exec(file.field)?.[0];
    const request = asked?.find((it) => it.id === index);
    const id = state.ids.next();
    const filename = (request?.filename ?? file.name).replace(/[^\w.-]/g, '_');
    return {
      id,
      filename,
      contentType: file.contentType,
      bytes: file.bytes,
      url: `${state.origin}/attachments/${message.channel.id}/${id}/${filename}`,
      ...(request?.description ? { description: request.description } : {}),
      ...dimensions(file.bytes),
    };
  });
  dropFiles(
    state,
    message.attachments.filter((it) => !kept.includes(it)),
  );
  for (const it of added) state.files.set(new URL(it.url).pathname, it);
  return [...kept, ...added];
}

/** An attachment goes with its message, or with the edit that leaves it out. */
export function dropFiles({ files }: DiscordState, gone: readonly FakeAttachment[]): void {
  for (const { url } of gone) files.delete(new URL(url).pathname);
}

/** Whether a message would have nothing to show after a body is put into it. */
export function leavesNothing(
  message: FakeMessage,
  body: MessageBody,
  files: readonly UploadedFile[],
): boolean {
  const next = <T>(asked: T | null | undefined, now: T): T | undefined =>
    asked === undefined ? now : (asked ?? undefined);
  const kept = next(body.attachments, message.attachments)?.filter((it) =>
    message.attachments.some((old) => old.id === it.id),
  );
  return (
    !next(body.content, message.content)?.trim() &&
    !next(body.embeds, message.embeds)?.length &&
    !next(body.components, message.components)?.length &&
    !kept?.length &&
    files.length === 0
  );
}
