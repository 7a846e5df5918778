import type { Json } from '../json.ts';
import type { ConversationRecord, MemberRecord, TeamRecord } from '../model.ts';
import type { SlackState } from '../state.ts';

/** The DM between the bot and a member; made at the first need. */
export function openDm(state: SlackState, team: TeamRecord, userId: string): ConversationRecord {
  const known = team.dms.get(userId);
  if (known) return known;
  const place: ConversationRecord = {
    id: state.ids.next('D'),
    teamId: team.id,
    kind: 'im',
    name: 'directmessage',
    members: new Set([team.botUserId, userId]),
    archived: false,
    withUser: userId,
    messages: [],
  };
  team.conversations.set(place.id, place);
  team.dms.set(userId, place);
  return place;
}

/** What the bot can see: public channels, and what it is a member of. */
export const visibleToBot = (team: TeamRecord, place: ConversationRecord): boolean =>
  place.kind === 'public' || place.members.has(team.botUserId);

export function conversationObject(team: TeamRecord, place: ConversationRecord): Json {
  const base = {
    id: place.id,
    created: 0,
    is_archived: place.archived,
    is_channel: place.kind === 'public',
    is_group: place.kind === 'private',
    is_im: place.kind === 'im',
    is_mpim: false,
    is_private: place.kind !== 'public',
    is_org_shared: false,
    context_team_id: team.id,
  };
  if (place.kind === 'im') {
    return {
      ...base,
      user: place.withUser,
      is_user_deleted: team.members.get(place.withUser ?? '')?.deleted === true,
    };
  }
  return {
    ...base,
    name: place.name,
    name_normalized: place.name,
    is_general: false,
    is_member: place.members.has(team.botUserId),
    creator: [...place.members][0] ?? '',
    topic: { value: '', creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
  };
}

/** A user object, with `locale` only where it is asked for. A deactivated one has lost its zone, roles and `real_name`. */
export function userObject(member: MemberRecord, at: Date, withLocale = false): Json {
  if (member.deleted) {
    return {
      id: member.id,
      team_id: member.teamId,
      name: member.name,
      deleted: true,
      profile: {
        real_name: member.realName,
        display_name: member.displayName,
        real_name_normalized: member.realName,
        display_name_normalized: member.displayName,
        team: member.teamId,
      },
      is_bot: member.bot,
      is_app_user: false,
      updated: member.updated,
    };
  }
  return {
    id: member.id,
    team_id: member.organisation?.home ?? member.teamId,
    name: member.name,
    deleted: member.deleted,
    real_name: member.realName,
    tz: member.tz,
    tz_label: member.tz,
    tz_offset: offsetSeconds(member.tz, at),
    profile: {
      real_name: member.realName,
      display_name: member.displayName,
      real_name_normalized: member.realName,
      display_name_normalized: member.displayName,
      team: member.teamId,
    },
    is_admin: member.admin || member.owner,
    is_owner: member.owner,
    is_primary_owner: false,
    is_restricted: false,
    is_ultra_restricted: false,
    is_bot: member.bot,
    is_app_user: false,
    updated: member.updated,
    ...(member.organisation ? { enterprise_user: { id: member.id, teams: member.organisation.teams } } : {}),
    ...(withLocale ? { locale: member.locale } : {}),
  };
}

/** Somebody of another workspace: no roles, no locale (docs.slack.dev/reference/objects/user-object, "is_stranger"). */
export function externalUserObject(member: MemberRecord, at: Date): Json {
  const shown = Object.entries(userObject(member, at)).filter(([name]) => !/^is_(?!bot)/.test(name));
  return { ...Object.fromEntries(shown), is_stranger: false };
}

function offsetSeconds(zone: string, at: Date): number {
  const name = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
    .formatToParts(at)
    .find((part) => part.type === 'timeZoneName')?.value;
  const found = /GMT([+-])(\d\d):(\d\d)/.exec(name ?? '');
  if (!found) return 0;
  const seconds = Number(found[2]) * 3600 + Number(found[3]) * 60;
  return found[1] === '-' ? -seconds : seconds;
}
