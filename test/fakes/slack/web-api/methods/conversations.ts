import type { Json } from '../../json.ts';
import type { ConversationRecord } from '../../model.ts';
import { historyOnce, historyOnceMost, tiers } from '../../rate-limits.ts';
import { conversationObject, openDm, visibleToBot } from '../../surfaces/conversations.ts';
import { messageObject } from '../../surfaces/messages.ts';
import { ApiError, type Call } from '../call.ts';
import type { Counted, MethodTable } from '../method.ts';
import { page } from '../page.ts';

export const conversations: MethodTable = {
  'conversations.open': {
    scope: 'im:write',
    rates: [['', tiers[3]]],
    run(call) {
      const { state, team } = call;
      if (call.optional('channel')) return { channel: opened(call, call.conversation()) };
      const users = call.string('users').split(',').filter(Boolean);
      if (users.length === 0) throw new ApiError('users_list_not_supplied');
      if (users.length > 1) throw new ApiError('missing_scope', { needed: 'mpim:write', provided: '' });
      const member = team.members.get(users[0]!);
      if (!member) throw new ApiError('user_not_found');
      if (member.bot) throw new ApiError('cannot_dm_bot');
      if (member.deleted) throw new ApiError('user_disabled');
      const known = team.dms.has(member.id);
      return {
        ...(known ? { no_op: true, already_open: true } : {}),
        channel: opened(call, openDm(state, team, member.id)),
      };
    },
  },

  'conversations.info': {
    rates: [['', tiers[3]]],
    run(call) {
      const place = call.conversation();
      call.needScope(readScope(place));
      const count = call.flag('include_num_members') ? { num_members: place.members.size } : {};
      return { channel: { ...conversationObject(call.team, place), ...count } };
    },
  },

  'conversations.join': {
    scope: 'channels:join',
    rates: [['', tiers[3]]],
    run(call) {
      const place = call.conversation();
      if (place.kind !== 'public') throw new ApiError('method_not_supported_for_channel_type');
      if (place.archived) throw new ApiError('is_archived');
      const already = place.members.has(call.team.botUserId);
      place.members.add(call.team.botUserId);
      const warning = {
        warning: 'already_in_channel',
        response_metadata: { warnings: ['already_in_channel'] },
      };
      return { channel: conversationObject(call.team, place), ...(already ? warning : {}) };
    },
  },

  'conversations.leave': {
    rates: [['', tiers[3]]],
    run(call) {
      const place = call.conversation();
      if (place.kind === 'im') throw new ApiError('method_not_supported_for_channel_type');
      if (place.archived) throw new ApiError('is_archived');
      return place.members.delete(call.team.botUserId) ? {} : { not_in_channel: true };
    },
  },

  'conversations.members': {
    rates: [['', tiers[4]]],
    run(call) {
      const place = call.conversation();
      call.needScope(readScope(place));
      const { items, next } = page(call, [...place.members], 1000, 100);
      return { members: items, response_metadata: { next_cursor: next } };
    },
  },

  'conversations.list': {
    rates: [['', tiers[2]]],
    run: (call) => listed(call, (place) => visibleToBot(call.team, place)),
  },

  'users.conversations': {
    rates: [['', tiers[3]]],
    run(call) {
      const user = call.optional('user') ?? call.team.botUserId;
      return listed(call, (place) => place.members.has(user) && visibleToBot(call.team, place));
    },
  },

  'conversations.history': {
    rates: historyRates,
    run(call) {
      const place = readable(call);
      const seen = place.messages.filter(
        (each) => !each.ephemeralFor && (!each.threadTs || each.threadTs === each.ts),
      );
      return slice(call, place, seen.reverse());
    },
  },

  'conversations.replies': {
    rates: historyRates,
    run(call) {
      const place = readable(call);
      const root = call.message(place, call.string('ts'));
      const thread = place.messages.filter((each) => each === root || each.threadTs === root.ts);
      return slice(call, place, thread);
    },
  },
};

function historyRates(call: Call): Counted[] {
  return [['', call.state.limits.history === 'once' ? historyOnce : tiers[3]]];
}

function opened(call: Call, place: ConversationRecord): Json {
  return call.flag('return_im') ? conversationObject(call.team, place) : { id: place.id };
}

const kindWord = { public: 'channels', private: 'groups', im: 'im' } as const;
const readScope = (place: ConversationRecord): string => `${kindWord[place.kind]}:read`;

function readable(call: Call): ConversationRecord {
  const place = call.conversation();
  call.needScope(`${kindWord[place.kind]}:history`);
  if (!place.members.has(call.team.botUserId)) throw new ApiError('not_in_channel');
  return place;
}

function slice(call: Call, place: ConversationRecord, messages: ConversationRecord['messages']): Json {
  const oldest = call.optional('oldest') ?? '0';
  const latest = call.optional('latest');
  const inclusive = call.flag('inclusive');
  const within = messages.filter((each) => {
    const afterOldest = Number(each.ts) > Number(oldest) || (inclusive && each.ts === oldest);
    const beforeLatest = !latest || Number(each.ts) < Number(latest) || (inclusive && each.ts === latest);
    return afterOldest && beforeLatest;
  });
  const once = call.state.limits.history === 'once';
  const { items, next } = page(call, within, once ? historyOnceMost : 999, once ? historyOnceMost : 100);
  const withMetadata = call.flag('include_all_metadata');
  return {
    messages: items.map((each) => ({
      ...messageObject(call.state, call.team, each, withMetadata),
      ...threadOf(place, each),
    })),
    has_more: next !== '',
    is_limited: false,
    pin_count: 0,
    channel: place.id,
    ...(next ? { response_metadata: { next_cursor: next } } : {}),
  };
}

/** What the first message of a thread says of its replies. */
function threadOf(place: ConversationRecord, { ts }: ConversationRecord['messages'][number]): Json {
  const replies = place.messages.filter((each) => each.threadTs === ts && each.ts !== ts);
  const latest = replies.at(-1)?.ts;
  return latest ? { thread_ts: ts, reply_count: replies.length, latest_reply: latest } : {};
}

const typeWord = { public: 'public_channel', private: 'private_channel', im: 'im' } as const;

function listed(call: Call, wanted: (place: ConversationRecord) => boolean): Json {
  const types = (call.optional('types') ?? 'public_channel').split(',').map((each) => each.trim());
  for (const [kind, word] of Object.entries(typeWord)) {
    if (types.includes(word)) call.needScope(`${kindWord[kind as 'im']}:read`);
  }
  const found = [...call.team.conversations.values()].filter(
    (place) =>
      types.includes(typeWord[place.kind]) &&
      wanted(place) &&
      !(call.flag('exclude_archived') && place.archived),
  );
  const { items, next } = page(call, found, 1000, 100);
  return {
    channels: items.map((place) => conversationObject(call.team, place)),
    response_metadata: { next_cursor: next },
  };
}
