import type { SendResult } from '../../chat/messenger.ts';
import {
  badShape,
  missingScope,
  notConnected,
  notInstalled,
  type SlackFailure,
  tokenRefused,
} from './errors.ts';

type Refusal = Extract<SendResult, { ok: false }>;

/** Nobody is behind the DM, or it takes nothing from a bot. */
const closedDm = new Set(['user_disabled', 'cannot_dm_bot', 'user_not_found', 'user_not_visible']);
const gone = new Set(['channel_not_found', 'is_archived']);
const messageGone = new Set(['message_not_found']);
const notAllowed = new Set([
  'not_in_channel',
  'missing_scope',
  'restricted_action',
  'restricted_action_read_only_channel',
  'restricted_action_non_threadable_channel',
  'messages_tab_disabled',
  'cant_update_message',
  'cant_delete_message',
  'edit_window_closed',
  'compliance_exports_prevent_deletion',
  'access_denied',
  'team_access_not_granted',
  'ekm_access_denied',
  'not_allowed_token_type',
  'is_inactive',
]);

/** An installation comes or it does not: looking more often costs much and brings nothing. */
const notInstalledRetryMs = 10 * 60_000;

/**
 * What Slack's refusal means for the delivery. What is about the connection or the token says nothing about the message, and
 * passes; a name that is not known is tried again too.
 */
export function sendResultOf(failure: SlackFailure, channel: string): Refusal {
  const { code, fate, retryAfterMs, detail } = failure;
  const said = [code, detail].filter(Boolean).join(': ');
  const missing = missingScope(failure);
  const as = (kind: Refusal['kind'], reason: string): Refusal => ({
    ok: false,
    kind,
    reason,
    detail: said,
    ...(missing && { missing }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  });
  if (fate === 'unknown') return as('uncertain', 'unavailable');
  if (code === notConnected) return as('retry', 'not-connected');
  if (code === notInstalled) return { ...as('retry', 'not-installed'), retryAfterMs: notInstalledRetryMs };
  if (tokenRefused.has(code)) return as('retry', 'token-refused');
  const isDm = /^[DUW]/.test(channel);
  if (closedDm.has(code) || (isDm && gone.has(code))) return as('permanent', 'dm-closed');
  if (gone.has(code)) return as('permanent', 'channel-gone');
  if (messageGone.has(code)) return as('permanent', 'message-gone');
  if (notAllowed.has(code)) return as('permanent', 'no-permission');
  if (badShape.has(code)) return as('permanent', 'invalid');
  return as('retry', code === 'ratelimited' ? 'rate-limited' : 'unavailable');
}
