import { checkBlocks } from '../../block-kit/check.ts';
import { objectsIn, text } from '../../json.ts';
import type { FileRecord } from '../../model.ts';
import { tiers } from '../../rate-limits.ts';
import { deleteFile, fileObject, fileProblem } from '../../surfaces/files.ts';
import { postAsBot } from '../../surfaces/messages.ts';
import { ApiError, type Call } from '../call.ts';
import type { MethodTable } from '../method.ts';

/** docs.slack.dev/reference/methods/files.getUploadURLExternal: alt_txt_too_large. */
const altTextMost = 1000;

export const files: MethodTable = {
  'files.getUploadURLExternal': {
    scope: 'files:write',
    rates: [['', tiers[4]]],
    run(call) {
      const { state, team } = call;
      const length = Number(call.args.length);
      if (!call.string('filename') || !(length > 0)) throw new ApiError('missing_argument');
      if (call.string('alt_txt').length > altTextMost) throw new ApiError('alt_txt_too_large');
      const file: FileRecord = {
        id: state.ids.next('F'),
        teamId: team.id,
        name: call.string('filename'),
        title: '',
        altText: call.string('alt_txt'),
        length,
        channels: new Set(),
        deleted: false,
      };
      state.files.set(file.id, file);
      return { upload_url: `${state.baseUrl}/upload/v1/${file.id}`, file_id: file.id };
    },
  },

  'files.completeUploadExternal': {
    scope: 'files:write',
    rates: [['', tiers[4]]],
    run(call) {
      const { state, team } = call;
      const given = objectsIn(call.args.files);
      if (given.length === 0) throw new ApiError('invalid_arguments');
      const place = call.optional('channel_id') ? call.conversation('channel_id') : undefined;
      if (place?.archived) throw new ApiError('is_archived');
      if (place && !place.members.has(team.botUserId)) throw new ApiError('not_in_channel');
      const held = given.map((each) => uploaded(call, text(each.id)));
      if (call.args.blocks !== undefined) {
        const problems = checkBlocks(call.args.blocks, 'message', '/blocks', (file) =>
          fileProblem(state, team, file),
        );
        call.refuse(problems, 'invalid_blocks');
      }
      held.forEach((file, index) => {
        file.title = text(given[index]?.title) || file.name;
        file.readyAt ??= state.now() + state.fileReadyMs;
        if (place) file.channels.add(place.id);
      });
      if (place) {
        const body = {
          text: call.string('initial_comment'),
          blocks: call.args.blocks,
          thread_ts: call.args.thread_ts,
        };
        postAsBot(state, team, place, { body, via: call.method, files: held.map((file) => file.id) });
      }
      return { files: held.map((file) => ({ id: file.id, title: file.title })) };
    },
  },

  'files.info': {
    scope: 'files:read',
    rates: [['', tiers[4]]],
    run: (call) => ({
      file: fileObject(call.state, call.team, known(call, call.string('file'))),
      comments: [],
    }),
  },

  'files.delete': {
    scope: 'files:write',
    rates: [['', tiers[3]]],
    run(call) {
      const file = known(call, call.string('file'));
      if (file.owner !== undefined) throw new ApiError('cant_delete_file');
      deleteFile(file);
      return {};
    },
  },
};

function known(call: Call, id: string): FileRecord {
  const file = call.state.files.get(id);
  if (!file || file.teamId !== call.team.id || file.readyAt === undefined)
    throw new ApiError('file_not_found');
  if (file.deleted) throw new ApiError('file_deleted');
  return file;
}

function uploaded(call: Call, id: string): FileRecord {
  const file = call.state.files.get(id);
  if (!file || file.teamId !== call.team.id || !file.bytes) throw new ApiError('file_not_found');
  if (file.bytes.length !== file.length) throw new ApiError('file_upload_size_mismatch');
  return file;
}
