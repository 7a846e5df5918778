import type { ConversationRecord, FileRecord, MessageRecord, TeamRecord, ViewRecord } from './model.ts';
import type { SlackState } from './state.ts';

/**
 * Where any of these words stands in what Slack keeps of the app's: messages with all their parts, files with their names,
 * descriptions and bytes (shared or only uploaded), Home tabs and open modals. What members wrote themselves is theirs, and an
 * ephemeral message is nowhere but on the screen of whoever got it.
 */
export function slackTraces(state: SlackState, words: readonly string[]): string[] {
  const holds = (part: unknown): boolean => {
    const text = (typeof part === 'string' ? part : JSON.stringify(part)).toLowerCase();
    return words.some((word) => text.includes(word.toLowerCase()));
  };
  const inTeam = (team: TeamRecord): string[] => [
    ...[...team.conversations.values()].flatMap((place) => inPlace(place)),
    ...[...team.homes].filter(([, view]) => holds(shown(view))).map(([user]) => `Home of ${user}`),
    ...[...team.modals].filter(([, open]) => holds(open.map(shown))).map(([user]) => `modal of ${user}`),
  ];
  const inPlace = ({ kind, id, messages }: ConversationRecord): string[] =>
    messages
      .filter((it) => it.byBot && !it.ephemeralFor && holds(written(it)))
      .map((it) => `message ${it.ts} in ${kind} ${id}`);
  const inFile = ({ name, title, altText, bytes }: FileRecord): boolean =>
    holds([name, title, altText]) || (bytes !== undefined && holds(bytes.toString('utf8')));
  return [
    ...[...state.teams.values()].flatMap(inTeam),
    ...ofApp(state)
      .filter(inFile)
      .map((it) => `file ${it.id} ${it.name} (${it.altText})`),
  ];
}

/** The bytes of every file that is still there and of this kind. */
export const slackPictures = (state: SlackState): Buffer[] =>
  ofApp(state).flatMap(({ name, bytes }) => (name.endsWith('.png') && bytes ? [bytes] : []));

const ofApp = ({ files }: SlackState): FileRecord[] =>
  [...files.values()].filter(({ owner }) => owner === undefined);

const written = ({ text, blocks, attachments, metadata, values, username }: MessageRecord) => ({
  text,
  blocks,
  attachments,
  metadata,
  values,
  username,
});

const shown = ({ blocks, title, submit, close, privateMetadata, callbackId, values }: ViewRecord) => ({
  blocks,
  title,
  submit,
  close,
  privateMetadata,
  callbackId,
  values,
});
