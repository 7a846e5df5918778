import { checkMessage, checkView } from '../block-kit/check.ts';
import { checkSuggestions } from '../block-kit/check-element.ts';
import { textMost } from '../block-kit/limits.ts';
import { isObject, type Json, objectsIn, text } from '../json.ts';
import type { TeamRecord, ViewRecord } from '../model.ts';
import type { Problem } from '../schema/check.ts';
import type { SlackState } from '../state.ts';
import { fileProblem } from '../surfaces/files.ts';
import { postAsBot } from '../surfaces/messages.ts';
import type { ResponseTarget } from '../surfaces/response-urls.ts';
import { pushModal, replaceView } from '../surfaces/views.ts';

/** What Slack tells the member where an acknowledgement is of no use. */
export type AckError = 'invalid_command_response' | 'invalid_view_response' | 'invalid_options';

/** A message in a slash command's acknowledgement is shown to the member, or to the channel if it says so. */
export function applyCommandAck(
  state: SlackState,
  team: TeamRecord,
  target: ResponseTarget,
  body: unknown,
): AckError | undefined {
  const said = typeof body === 'string' ? { text: body } : isObject(body) ? body : {};
  if (!text(said.text) && objectsIn(said.blocks).length === 0 && objectsIn(said.attachments).length === 0)
    return undefined;
  const problems = checkReply(state, team, said);
  if (problems.length > 0) {
    state.violations.add('shape', 'ack', problems);
    return 'invalid_command_response';
  }
  const place = team.conversations.get(target.channel);
  if (!place) return 'invalid_command_response';
  const open = said.response_type === 'in_channel';
  postAsBot(state, team, place, {
    body: said,
    via: 'ack',
    interaction: target.interaction,
    ...(open ? {} : { ephemeralFor: target.userId }),
  });
  return undefined;
}

/** Faults of a message that is sent without a method: in an acknowledgement or to a response_url. */
export function checkReply(state: SlackState, team: TeamRecord, said: Json): Problem[] {
  const problems = checkMessage(said, (file) => fileProblem(state, team, file));
  if (text(said.text).length > textMost.post) {
    problems.push({ pointer: '/text', message: `must be less than ${textMost.post + 1} characters` });
  }
  return problems;
}

export interface ViewAck {
  /** Messages at the blocks of the view, by block_id. */
  errors?: Record<string, string>;
  failure?: AckError;
}

/** docs.slack.dev/surfaces/modals: an empty acknowledgement closes the view, `response_action` says otherwise. */
export function applyViewAck(
  state: SlackState,
  team: TeamRecord,
  view: ViewRecord,
  interaction: string,
  body: unknown,
): ViewAck {
  const stack = team.modals.get(view.userId) ?? [];
  const said = isObject(body) ? body : {};
  const placing = { state, team, userId: view.userId, interaction };
  switch (said.response_action) {
    case undefined:
      if (typeof body === 'string' && body.trim() !== '') return refuse(state, 'must be empty or JSON', '');
      team.modals.set(
        view.userId,
        stack.filter((each) => each !== view),
      );
      return {};
    case 'clear':
      team.modals.delete(view.userId);
      return {};
    case 'errors':
      return readErrors(state, view, said.errors);
    case 'update':
    case 'push': {
      const problems = checkView(said.view, (file) => fileProblem(state, team, file));
      if (problems.length === 0 && isObject(said.view) && said.view.type === 'modal') {
        if (said.response_action === 'update') replaceView(placing, view, said.view);
        else if (!pushModal(placing, said.view)) return refuse(state, 'push_limit_reached', '/view');
        return {};
      }
      state.violations.add('shape', 'ack', problems);
      return { failure: 'invalid_view_response' };
    }
    default:
      return refuse(state, `unknown response_action: ${String(said.response_action)}`, '/response_action');
  }
}

function readErrors(state: SlackState, view: ViewRecord, given: unknown): ViewAck {
  const errors = isObject(given) ? given : {};
  const inputs = new Set(
    view.blocks.filter((block) => block.type === 'input').map((block) => block.block_id),
  );
  if (Object.keys(errors).length === 0) return refuse(state, 'errors must not be empty', '/errors');
  for (const [blockId, message] of Object.entries(errors)) {
    if (!inputs.has(blockId))
      return refuse(state, `no input block has the block_id ${blockId}`, `/errors/${blockId}`);
    if (typeof message !== 'string' || message === '')
      return refuse(state, 'must be a text', `/errors/${blockId}`);
  }
  return { errors: errors as Record<string, string> };
}

function refuse(state: SlackState, message: string, pointer: string): ViewAck {
  state.violations.add('ack', 'ack', { pointer, message });
  return { failure: 'invalid_view_response' };
}

/** The options with which an app answered what a member typed; faults are recorded and nothing is shown. */
export function readSuggestions(state: SlackState, body: unknown): { options: Json[]; failure?: AckError } {
  const problems = checkSuggestions(body);
  if (problems.length > 0) {
    state.violations.add('shape', 'ack', problems);
    return { options: [], failure: 'invalid_options' };
  }
  const said = body as Json;
  const grouped = objectsIn(said.option_groups).flatMap((group) => objectsIn(group.options));
  return { options: [...objectsIn(said.options), ...grouped] };
}
