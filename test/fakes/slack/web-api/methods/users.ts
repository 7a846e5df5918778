import { type Json, objectsIn } from '../../json.ts';
import { tiers } from '../../rate-limits.ts';
import { externalUserObject, userObject } from '../../surfaces/conversations.ts';
import { messageObject } from '../../surfaces/messages.ts';
import { ApiError } from '../call.ts';
import type { MethodTable } from '../method.ts';
import { page } from '../page.ts';

export const users: MethodTable = {
  'users.info': {
    scope: 'users:read',
    rates: [['', tiers[4]]],
    run(call) {
      const member = call.team.members.get(call.string('user'));
      const external = call.team.externals.get(call.string('user'));
      const at = new Date(call.state.now());
      if (!member && external) return { user: externalUserObject(external, at) };
      if (!member) throw new ApiError('user_not_found');
      return { user: userObject(member, at, call.flag('include_locale')) };
    },
  },

  'users.list': {
    scope: 'users:read',
    rates: [['', tiers[2]]],
    run(call) {
      const { items, next } = page(call, [...call.team.members.values()], 1000, 200);
      const at = new Date(call.state.now());
      return {
        members: items.map((each) => userObject(each, at, call.flag('include_locale'))),
        response_metadata: { next_cursor: next },
      };
    },
  },

  'bots.info': {
    scope: 'users:read',
    rates: [['', tiers[3]]],
    run(call) {
      const { app } = call.state;
      if ((call.optional('bot') ?? call.team.botId) !== call.team.botId) throw new ApiError('bot_not_found');
      const { botId: id, botUserId } = call.team;
      return {
        bot: { id, deleted: false, name: app.botName, user_id: botUserId, app_id: app.id, updated: 0 },
      };
    },
  },

  'team.info': {
    scope: 'team:read',
    rates: [['', tiers[3]]],
    run: (call) => ({
      team: { id: call.team.id, name: call.team.name, domain: call.team.domain, email_domain: '' },
    }),
  },

  'reactions.add': {
    scope: 'reactions:write',
    rates: [['', tiers[3]]],
    run(call) {
      const message = call.message(call.conversation(), call.string('timestamp'));
      const who = message.reactions.get(call.string('name')) ?? new Set<string>();
      if (who.has(call.team.botUserId)) throw new ApiError('already_reacted');
      message.reactions.set(call.string('name'), who.add(call.team.botUserId));
      return {};
    },
  },

  'reactions.get': {
    scope: 'reactions:read',
    rates: [['', tiers[3]]],
    run(call) {
      const place = call.conversation();
      const message = call.message(place, call.string('timestamp'));
      const shown = messageObject(call.state, call.team, message);
      return { type: 'message', channel: place.id, message: call.flag('full') ? shown : withFewUsers(shown) };
    },
  },

  'reactions.remove': {
    scope: 'reactions:write',
    rates: [['', tiers[2]]],
    run(call) {
      const message = call.message(call.conversation(), call.string('timestamp'));
      const who = message.reactions.get(call.string('name'));
      if (!who?.delete(call.team.botUserId)) throw new ApiError('no_reaction');
      if (who.size === 0) message.reactions.delete(call.string('name'));
      return {};
    },
  },
};

const usersShown = 50;

/** Without `full` Slack names some of those who reacted, and counts all. */
const withFewUsers = (message: Json): Json => ({
  ...message,
  ...(message.reactions
    ? {
        reactions: objectsIn(message.reactions).map((it) => ({
          ...it,
          users: Array.isArray(it.users) ? it.users.slice(0, usersShown) : [],
        })),
      }
    : {}),
});
