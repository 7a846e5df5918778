import { checkMessage, checkMetadata } from '../../block-kit/check.ts';
import { textMost } from '../../block-kit/limits.ts';
import type { Json } from '../../json.ts';
import type { ConversationRecord, MessageRecord } from '../../model.ts';
import { posting, special, tiers } from '../../rate-limits.ts';
import { openDm } from '../../surfaces/conversations.ts';
import { fileProblem } from '../../surfaces/files.ts';
import { deleteMessage, messageObject, postAsBot, updateMessage } from '../../surfaces/messages.ts';
import { ApiError, type Call } from '../call.ts';
import type { MethodTable } from '../method.ts';

export const chat: MethodTable = {
  'chat.postMessage': {
    scope: 'chat:write',
    rates: (call) => [
      [`channel ${call.string('channel')}`, posting.channel],
      ['team', posting.team],
    ],
    run(call) {
      const place = destination(call);
      checkContents(call, textMost.post);
      const message = postAsBot(call.state, call.team, place, { body: call.args, via: call.method });
      return {
        channel: place.id,
        ts: message.ts,
        message: messageObject(call.state, call.team, message, true),
      };
    },
  },

  'chat.postEphemeral': {
    scope: 'chat:write',
    rates: [['', tiers[4]]],
    run(call) {
      const place = destination(call);
      const user = call.string('user');
      if (!place.members.has(user)) throw new ApiError('user_not_in_channel');
      checkContents(call, textMost.post);
      const message = postAsBot(call.state, call.team, place, {
        body: call.args,
        via: call.method,
        ephemeralFor: user,
      });
      return { message_ts: message.ts };
    },
  },

  'chat.update': {
    scope: 'chat:write',
    rates: [['', tiers[3]]],
    run(call) {
      const message = ownMessage(call, 'cant_update_message');
      checkContents(call, textMost.update);
      updateMessage(call.state, call.team, message, call.args);
      return {
        channel: message.channel,
        ts: message.ts,
        text: message.text,
        message: messageObject(call.state, call.team, message, true),
      };
    },
  },

  'chat.delete': {
    scope: 'chat:write',
    rates: [['', tiers[3]]],
    run(call) {
      const message = ownMessage(call, 'cant_delete_message');
      deleteMessage(call.state, call.team, call.conversation(), message);
      return { channel: message.channel, ts: message.ts };
    },
  },

  'chat.getPermalink': {
    rates: [['', special]],
    run(call) {
      const place = call.conversation();
      const message = call.message(place, call.string('message_ts'));
      const path = `archives/${place.id}/p${message.ts.replace('.', '')}`;
      return { channel: place.id, permalink: `https://${call.team.domain}.slack.com/${path}` };
    },
  },
};

/** Where a message goes: a conversation that the bot may write to, or the DM with a user given by id. */
function destination(call: Call): ConversationRecord {
  const id = call.string('channel');
  const { team, state } = call;
  if (/^[UW]/.test(id)) {
    const member = team.members.get(id);
    if (!member) throw new ApiError('channel_not_found');
    if (member.bot) throw new ApiError('cannot_dm_bot');
    return writable(call, openDm(state, team, id));
  }
  return writable(call, call.conversation());
}

function writable(call: Call, place: ConversationRecord): ConversationRecord {
  const { team } = call;
  if (place.archived) throw new ApiError('is_archived');
  if (place.kind === 'im') {
    if (!call.state.app.messagesTab) throw new ApiError('messages_tab_disabled');
    if (team.members.get(place.withUser ?? '')?.deleted) throw new ApiError('user_disabled');
    return place;
  }
  if (place.members.has(team.botUserId)) return place;
  if (place.kind === 'public' && call.hasScope('chat:write.public')) return place;
  throw new ApiError('not_in_channel');
}

function checkContents(call: Call, most: number): void {
  const { args, state, team } = call;
  if (args.username !== undefined || args.icon_url !== undefined || args.icon_emoji !== undefined) {
    call.needScope('chat:write.customize');
  }
  if (!hasContents(args)) throw new ApiError('no_text');
  if (call.string('text').length > most) {
    const message = `must be less than ${most + 1} characters`;
    state.violations.add('shape', call.method, { pointer: '/text', message });
    throw new ApiError('msg_too_long');
  }
  call.refuse(
    checkMessage(args, (file) => fileProblem(state, team, file)),
    'invalid_blocks',
  );
  if (args.metadata !== undefined) {
    const problems = checkMetadata(args.metadata);
    const tooLarge = problems.some((each) => each.message === 'metadata_too_large');
    call.refuse(problems, tooLarge ? 'metadata_too_large' : 'invalid_metadata_format');
  }
}

const hasContents = (args: Json): boolean =>
  ['text', 'markdown_text', 'blocks', 'attachments'].some((key) => {
    const value = args[key];
    return Array.isArray(value) ? value.length > 0 : typeof value === 'string' && value.trim() !== '';
  });

function ownMessage(call: Call, refusal: string): MessageRecord {
  const message = call.message(call.conversation(), call.string('ts'));
  if (!message.byBot) throw new ApiError(refusal);
  return message;
}
