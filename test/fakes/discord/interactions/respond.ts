import * as bodies from '../checks/bodies.ts';
import type { ModalBody } from '../checks/modal-rules.ts';
import { problem } from '../checks/problem.ts';
import { numbered } from '../model/components.ts';
import { leavesNothing, type MessageBody } from '../model/compose.ts';
import { type FakeMessage, flag, type Origin } from '../model/message.ts';
import { draft, edit, publish } from '../model/post.ts';
import { alreadyAcknowledged, emptyMessage, unknownInteraction } from '../rest/errors.ts';
import type { Call, Result } from '../rest/router.ts';
import type { OfferedChoice } from './answer.ts';
import { type Interaction, interactionType } from './interaction.ts';
import { FakeModal } from './modal.ts';

interface CallbackBody {
  readonly type: number;
  readonly data?:
    | (MessageBody & Partial<ModalBody> & { readonly choices?: readonly OfferedChoice[] | null })
    | null;
}

const flagsOf: Readonly<Record<number, number>> = {
  4: flag.ephemeral | flag.suppressEmbeds | flag.suppressNotifications | flag.componentsV2,
  5: flag.ephemeral,
  7: flag.suppressEmbeds | flag.componentsV2,
};

/** POST /interactions/:id/:token/callback: the first answer, once, within 3 s. */
export function respond(call: Call): Result {
  const [id, token] = call.params as [string, string];
  const interaction = call.state.interactions.get(token);
  if (!interaction || interaction.id !== id) throw unknownInteraction();
  if (interaction.acknowledgedWith !== undefined) throw alreadyAcknowledged();
  if (interaction.tooLate) throw unknownInteraction();
  const type = (call.body as { type?: number } | undefined)?.type ?? 0;
  const source = interaction.start.source;
  const place = {
    at: ['data'],
    flags: flagsOf[type] ?? 0,
    files: call.files,
    ...(type === 7 && source ? { before: source } : {}),
  };
  const body = call.checked<CallbackBody>(bodies.callback(call.body, interaction.allowedCallbacks, place));
  if (type === 8) checkChoices(call, interaction, body.data?.choices ?? []);
  const message = carryOut(call, interaction, body);
  interaction.acknowledge(type);
  interaction.answer.changed();
  if (call.query.get('with_response') !== 'true') return { status: 204 };
  return { status: 200, body: resultOf(interaction, type, message) };
}

function carryOut(call: Call, interaction: Interaction, body: CallbackBody): FakeMessage | undefined {
  const { answer, start } = interaction;
  const data = body.data ?? {};
  switch (body.type) {
    case 4:
    case 5: {
      const hidden = ((data.flags ?? 0) & flag.ephemeral) !== 0 || forcedEphemeral(interaction);
      const message = draft(
        start.channel,
        interaction.state.bot,
        originOf(interaction),
        hidden ? start.user : undefined,
      );
      if (body.type === 5) message.flags |= flag.loading;
      else if (leavesNothing(message, data, call.files)) {
        call.violates(problem(['data', 'content'], 'EMPTY_MESSAGE', 'Cannot send an empty message'));
        throw emptyMessage();
      }
      interaction.original = publish(message, body.type === 5 ? {} : data, call.files);
      answer.message = interaction.original;
      return message;
    }
    case 6:
    case 7:
      interaction.original = start.source;
      answer.message = start.source;
      if (body.type === 7 && start.source) return edit(start.source, data, call.files);
      return undefined;
    case 8:
      answer.choices = data.choices ?? [];
      return undefined;
    default:
      answer.modal = new FakeModal(data as ModalBody, numbered((data as ModalBody).components), interaction);
      return undefined;
  }
}

/** Apps that are not installed in a server answer there as its members' right to external apps says. */
export const forcedEphemeral = (interaction: Interaction): boolean =>
  interaction.userInstallOnly && interaction.start.channel.guild?.externalApps === false;

export function originOf(interaction: Interaction, isFollowUp = false): Origin {
  const { type, owners, source, command } = interaction.start;
  const own = { metadata: interaction.metadata(), owners };
  if (isFollowUp && interaction.original) return { ...own, type: 19, repliesTo: interaction.original };
  if (type === interactionType.command) return { ...own, type: command?.type === 1 ? 20 : 23 };
  return source ? { ...own, type: 19, repliesTo: source } : { ...own, type: 0 };
}

function checkChoices(call: Call, interaction: Interaction, choices: readonly OfferedChoice[]): void {
  const wanted = interaction.start.focused?.type === 3 ? 'string' : 'number';
  call.checked(
    choices.flatMap((choice, index) =>
      typeof choice.value === wanted
        ? []
        : [problem(['data', 'choices', index, 'value'], 'BASE_TYPE_BAD_TYPE', `Must be of type ${wanted}.`)],
    ),
  );
}

function resultOf(interaction: Interaction, type: number, message: FakeMessage | undefined): unknown {
  return {
    interaction: {
      id: interaction.id,
      type: interaction.start.type,
      ...(message
        ? {
            response_message_id: message.id,
            response_message_loading: message.loading,
            response_message_ephemeral: message.ephemeral,
          }
        : {}),
    },
    ...(message && type !== 5 ? { resource: { type, message: message.toJSON() } } : {}),
  };
}
