import {
  type Answered,
  type MessageJson,
  messageJson,
  type PlaygroundMessage,
  type ReplyJson,
} from '../../platforms/playground/index.ts';
import { Problem } from '../problem.ts';
import type { Roster } from './roster.ts';

/** What was answered, stored messages and forms alike. */
export async function repliesJson(
  replies: readonly (PlaygroundMessage | ReplyJson)[],
  people: Roster,
): Promise<(MessageJson | ReplyJson)[]> {
  const nameOf = await people.names();
  return replies.map((it) => ('rev' in it ? messageJson(it, nameOf) : it));
}

const refusals = {
  'no-such-channel': new Problem(
    404,
    'no-such-channel',
    'There is no such channel. GET /playground/api/channels lists them; "dm" is the DM with the bot.',
  ),
  'no-such-message': new Problem(
    404,
    'no-such-message',
    "There is no such message in this member's DM. Only there can one reply; edit and delete only one's own.",
  ),
  'not-your-button': new Problem(
    403,
    'not-your-button',
    'This button stands where this member cannot see it.',
  ),
} as const;

export async function answeredJson(answered: Answered, people: Roster) {
  if (!answered.ok) throw refusals[answered.code];
  return { replies: await repliesJson(answered.replies, people) };
}

export const noSuchChannel = refusals['no-such-channel'];
