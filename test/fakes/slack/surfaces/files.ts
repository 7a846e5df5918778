import { type Json, text } from '../json.ts';
import type { FileRecord, TeamRecord } from '../model.ts';
import type { SlackState } from '../state.ts';

const imageName = /\.(gif|jpe?g|png|webp)$/i;

const isReady = (state: SlackState, file: FileRecord): boolean =>
  file.readyAt !== undefined && state.now() >= file.readyAt;

/** Says why an image block cannot show an uploaded file, as chat.postMessage and views.publish would find out. */
export function fileProblem(state: SlackState, team: TeamRecord, reference: Json): string | undefined {
  const file = findFile(state, team, reference);
  if (!file || file.deleted) return 'slack file not found';
  if (!imageName.test(file.name)) return 'slack file is not an image';
  return isReady(state, file) ? undefined : 'slack file is not ready';
}

function findFile(state: SlackState, team: TeamRecord, reference: Json): FileRecord | undefined {
  const mine = [...state.files.values()].filter((file) => file.teamId === team.id);
  if (reference.id !== undefined) return mine.find((file) => file.id === reference.id);
  const url = text(reference.url);
  return mine.find((file) => url === privateUrl(state, file) || url === permalink(team, file));
}

const privateUrl = (state: SlackState, file: FileRecord): string =>
  `${state.baseUrl}/files-pri/${file.teamId}-${file.id}/${encodeURIComponent(file.name)}`;

const permalink = (team: TeamRecord, file: FileRecord): string =>
  `https://${team.domain}.slack.com/files/${team.botUserId}/${file.id}/${encodeURIComponent(file.name)}`;

/** What is left of a file where it was shared, as the messages there show it; its name, title and bytes are gone. */
export function deleteFile(file: FileRecord): void {
  file.deleted = true;
  file.name = '';
  file.title = '';
  file.altText = '';
  delete file.bytes;
}

/** A file object; until the file has been processed it has no mimetype and no dimensions. */
export function fileObject(state: SlackState, team: TeamRecord, file: FileRecord): Json {
  if (file.deleted) return { id: file.id, mode: 'tombstone' };
  const extension = file.name.split('.').at(-1)?.toLowerCase() ?? '';
  const processed = isReady(state, file);
  return {
    id: file.id,
    created: Math.floor(state.now() / 1000),
    name: file.name,
    title: file.title || file.name,
    mimetype: processed
      ? imageName.test(file.name)
        ? `image/${extension.replace('jpg', 'jpeg')}`
        : 'text/plain'
      : '',
    filetype: processed ? extension : '',
    user: file.owner ?? team.botUserId,
    size: file.length,
    is_external: false,
    is_public: [...file.channels].some((id) => team.conversations.get(id)?.kind === 'public'),
    ...(file.altText ? { alt_txt: file.altText } : {}),
    ...(processed && imageName.test(file.name) ? { original_w: 800, original_h: 400 } : {}),
    url_private: privateUrl(state, file),
    permalink: permalink(team, file),
    channels: [...file.channels].filter((id) => team.conversations.get(id)?.kind === 'public'),
    groups: [...file.channels].filter((id) => team.conversations.get(id)?.kind === 'private'),
    ims: [...file.channels].filter((id) => team.conversations.get(id)?.kind === 'im'),
  };
}
