import * as bodies from '../checks/bodies.ts';
import { problem } from '../checks/problem.ts';
import { leavesNothing, type MessageBody } from '../model/compose.ts';
import { type FakeMessage, flag } from '../model/message.ts';
import { draft, edit, publish, remove } from '../model/post.ts';
import {
  emptyMessage,
  invalidWebhookToken,
  tooManyFollowUps,
  unknownMessage,
  unknownWebhook,
} from '../rest/errors.ts';
import type { Call, Result } from '../rest/router.ts';
import type { Interaction } from './interaction.ts';
import { forcedEphemeral, originOf } from './respond.ts';

const userInstallFollowUps = 5;
const createFlags = flag.ephemeral | flag.suppressEmbeds | flag.suppressNotifications | flag.componentsV2;
const editFlags = flag.suppressEmbeds | flag.componentsV2;

/** POST /webhooks/:application/:token: a further message of an answered interaction, for 15 minutes. */
export function createFollowUp(call: Call): Result {
  const interaction = answered(call);
  const { start, answer, original } = interaction;
  const body = call.checked<MessageBody>(
    bodies.followUp(call.body, { at: [], flags: createFlags, files: call.files }),
  );
  if (interaction.acknowledgedWith === 5 && original?.loading && !original.deleted) {
    call.state.warnings.push('A follow-up filled in a deferred answer: deprecated, edit @original.');
    return changed(call, interaction, original, body);
  }
  if (interaction.userInstallOnly && answer.followUps.length >= userInstallFollowUps)
    throw tooManyFollowUps();
  const hidden = ((body.flags ?? 0) & flag.ephemeral) !== 0 || forcedEphemeral(interaction);
  const message = draft(
    start.channel,
    call.state.bot,
    originOf(interaction, true),
    hidden ? start.user : undefined,
  );
  if (leavesNothing(message, body, call.files)) throw empty(call);
  answer.followUps.push(publish(message, body, call.files));
  answer.changed();
  return { status: 200, body: message.toJSON() };
}

/** PATCH /webhooks/:application/:token/messages/:message, also `@original`. */
export function editFollowUp(call: Call): Result {
  const interaction = answered(call);
  const message = messageOf(interaction, call.params[2] as string);
  const place = { at: [], flags: editFlags, files: call.files, before: message };
  const body = call.checked<MessageBody>(bodies.editFollowUp(call.body, place));
  return changed(call, interaction, message, body);
}

export function getFollowUp(call: Call): Result {
  return { status: 200, body: messageOf(answered(call), call.params[2] as string).toJSON() };
}

export function deleteFollowUp(call: Call): Result {
  const interaction = answered(call);
  remove(messageOf(interaction, call.params[2] as string));
  interaction.answer.changed();
  return { status: 204 };
}

function changed(call: Call, interaction: Interaction, message: FakeMessage, body: MessageBody): Result {
  if (leavesNothing(message, body, call.files)) throw empty(call);
  edit(message, body, call.files);
  interaction.answer.updated = true;
  interaction.answer.changed();
  return { status: 200, body: message.toJSON() };
}

function empty(call: Call): Error {
  call.violates(problem(['content'], 'EMPTY_MESSAGE', 'Cannot send an empty message'));
  return emptyMessage();
}

/** The token works from the first answer on, until 15 minutes after the interaction. */
function answered(call: Call): Interaction {
  const [application, token] = call.params as [string, string];
  const interaction = call.state.interactions.get(token);
  if (!interaction || application !== call.state.bot.id) throw unknownWebhook();
  if (interaction.tokenExpired) throw invalidWebhookToken();
  if (interaction.acknowledgedWith === undefined || interaction.acknowledgedWith === 8)
    throw unknownWebhook();
  return interaction;
}

function messageOf(interaction: Interaction, id: string): FakeMessage {
  const known = [interaction.original, ...interaction.answer.followUps];
  const message = id === '@original' ? interaction.original : known.find((it) => it?.id === id);
  if (!message || message.deleted) throw unknownMessage();
  return message;
}
