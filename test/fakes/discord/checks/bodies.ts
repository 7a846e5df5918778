import * as spec from 'discord-api-spec/zod';
import type { CommandRequest } from '../model/command-registry.ts';
import type { MessageBody } from '../model/compose.ts';
import { isRecord, type Json } from '../model/json.ts';
import { commandProblems, commandSetProblems } from './command-rules.ts';
import { type MessagePlace, messageProblems } from './message-rules.ts';
import { type ModalBody, modalProblems } from './modal-rules.ts';
import { type Problem, problem } from './problem.ts';
import { schemaProblems } from './strict-schema.ts';

type Schema = Parameters<typeof schemaProblems>[0];

/**
 * Fields that discord.js puts into every message with their neutral value, and that Discord ignores where its schemas
 * do not have them. With any other value they are checked like the rest.
 */
function withoutNoise(body: Json): Json {
  const { tts, enforce_nonce, ...rest } = body;
  return {
    ...rest,
    ...(tts === false ? {} : { tts }),
    ...(enforce_nonce === false ? {} : { enforce_nonce }),
  };
}

const defined = (body: Json): Json =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));

/** First the schema; the rules read the body as what the schema says it is, so they come only after it agreed. */
function message(schema: Schema, body: unknown, place: MessagePlace): Problem[] {
  const cleaned = isRecord(body) ? defined(withoutNoise(body)) : body;
  const wrong = schemaProblems(schema, cleaned, place.at);
  return wrong.length > 0 ? wrong : messageProblems(cleaned as MessageBody, place);
}

export const createMessage = (body: unknown, place: MessagePlace): Problem[] =>
  message(spec.MessageCreateRequestSchema, body, place);

export const editMessage = (body: unknown, place: MessagePlace): Problem[] =>
  message(spec.MessageEditRequestPartialSchema, body, place);

/** `username` and `avatar_url`, which webhooks take, are not supported for interactions: so not that schema. */
export const followUp = (body: unknown, place: MessagePlace): Problem[] =>
  message(spec.IncomingWebhookInteractionRequestSchema, body, place);

export const editFollowUp = (body: unknown, place: MessagePlace): Problem[] =>
  message(spec.IncomingWebhookUpdateRequestPartialSchema, body, place);

export const openDm = (body: unknown): Problem[] => {
  const wrong = schemaProblems(spec.CreatePrivateChannelRequestSchema, body);
  if (wrong.length > 0 || (isRecord(body) && body.recipient_id)) return wrong;
  return [problem(['recipient_id'], 'BASE_TYPE_REQUIRED', 'This field is required')];
};

/** Callback types 4 and 5 (a message), 6 and 7 (an update), 8 (choices), 9 (a modal). */
export function callback(body: unknown, allowedTypes: readonly number[], place: MessagePlace): Problem[] {
  const type = isRecord(body) ? body.type : undefined;
  if (typeof type !== 'number' || !allowedTypes.includes(type)) {
    return [problem(['type'], 'BASE_TYPE_CHOICES', `Value must be one of (${allowedTypes.join(', ')}).`)];
  }
  const data = (body as Json).data;
  const cleaned = { ...(body as Json), ...(isRecord(data) ? { data: defined(withoutNoise(data)) } : {}) };
  const wrong = schemaProblems(callbackSchemas[type] as Schema, cleaned);
  if (wrong.length > 0 || !isRecord(cleaned.data)) return wrong;
  if (type === 9) return modalProblems(cleaned.data as unknown as ModalBody);
  return type === 8 ? [] : messageProblems(cleaned.data as MessageBody, place);
}

const callbackSchemas: Readonly<Record<number, Schema>> = {
  4: spec.CreateMessageInteractionCallbackRequestSchema,
  5: spec.CreateMessageInteractionCallbackRequestSchema,
  6: spec.UpdateMessageInteractionCallbackRequestSchema,
  7: spec.UpdateMessageInteractionCallbackRequestSchema,
  8: spec.ApplicationCommandAutocompleteCallbackRequestSchema,
  9: spec.ModalInteractionCallbackRequestSchema,
};

/** Documented by Discord, but missing (`nsfw`) or a number (permissions, a string on the wire) in its OpenAPI. */
function asSpecified(command: unknown): unknown {
  if (!isRecord(command)) return command;
  const { nsfw, default_member_permissions: permissions, ...rest } = command;
  const bits =
    typeof permissions === 'string' && /^\d+$/.test(permissions) ? Number(permissions) : permissions;
  return defined({
    ...rest,
    default_member_permissions: bits,
    ...(typeof nsfw === 'boolean' ? {} : { nsfw }),
  });
}

export function createCommand(body: unknown): Problem[] {
  const wrong = schemaProblems(spec.ApplicationCommandCreateRequestSchema, asSpecified(body));
  return wrong.length > 0 ? wrong : commandProblems(body as CommandRequest);
}

export const patchCommand = (body: unknown): Problem[] =>
  schemaProblems(spec.ApplicationCommandPatchRequestPartialSchema, asSpecified(body));

export function overwriteCommands(body: unknown): Problem[] {
  if (!Array.isArray(body)) return [problem([], 'BASE_TYPE_BAD_TYPE', 'Must be of type array.')];
  const wrong = body.flatMap((it, index) =>
    schemaProblems(spec.ApplicationCommandUpdateRequestSchema, asSpecified(it), [index]),
  );
  return wrong.length > 0 ? wrong : commandSetProblems(body as CommandRequest[]);
}
