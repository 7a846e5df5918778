import { checkReply } from '../delivery/acks.ts';
import { isObject, type Json } from '../json.ts';
import type { TeamRecord } from '../model.ts';
import type { SlackState } from '../state.ts';
import { deleteMessage, findMessage, postAsBot, updateMessage } from '../surfaces/messages.ts';
import type { ResponseTarget } from '../surfaces/response-urls.ts';
import type { Answer } from '../web-api/router.ts';

const known = new Set([
  'attachments',
  'blocks',
  'delete_original',
  'link_names',
  'metadata',
  'mrkdwn',
  'parse',
  'replace_original',
  'response_type',
  'text',
  'thread_ts',
  'unfurl_links',
  'unfurl_media',
]);

/** A message sent to a response_url: five uses within 30 minutes. */
export function answerResponseUrl(state: SlackState, path: string, body: unknown): Answer {
  const target = state.responseUrls.use(path);
  if (typeof target === 'string') {
    state.violations.add('protocol', 'response_url', { pointer: '', message: target });
    return { status: 404, body: { ok: false, error: target } };
  }
  const team = state.teams.get(target.teamId);
  if (team?.installation?.state !== 'active')
    return { status: 404, body: { ok: false, error: 'expired_url' } };
  if (!isObject(body)) return { status: 400, body: { ok: false, error: 'invalid_payload' } };
  for (const key of Object.keys(body)) {
    if (known.has(key)) continue;
    state.violations.add('argument', 'response_url', {
      pointer: `/${key}`,
      message: `unknown argument: ${key}`,
    });
  }
  const problems = checkReply(state, team, body);
  if (problems.length > 0) {
    state.violations.add('shape', 'response_url', problems);
    return { status: 400, body: { ok: false, error: 'invalid_blocks' } };
  }
  return carryOut(state, team, target, body);
}

function carryOut(state: SlackState, team: TeamRecord, target: ResponseTarget, body: Json): Answer {
  const place = team.conversations.get(target.channel);
  if (!place) return { status: 404, body: { ok: false, error: 'channel_not_found' } };
  const original = target.messageTs ? findMessage(place, target.messageTs) : undefined;
  const ok: Answer = { status: 200, body: { ok: true } };
  if (body.delete_original === true) {
    if (original) deleteMessage(state, team, place, original, target.interaction);
    return ok;
  }
  if (!body.text && !body.blocks && !body.attachments)
    return { status: 400, body: { ok: false, error: 'no_text' } };
  if (body.replace_original === true && original) {
    updateMessage(state, team, original, { blocks: [], attachments: [], ...body }, target.interaction);
    return ok;
  }
  const open = body.response_type === 'in_channel';
  if (open && place.archived) return { status: 403, body: { ok: false, error: 'is_archived' } };
  postAsBot(state, team, place, {
    body,
    via: 'response_url',
    interaction: target.interaction,
    ...(open ? {} : { ephemeralFor: target.userId }),
  });
  return ok;
}
