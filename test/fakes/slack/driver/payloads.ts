import { copy, defined, type Json, text } from '../json.ts';
import type { ConversationRecord, MemberRecord, MessageRecord, TeamRecord, ViewRecord } from '../model.ts';
import type { SlackState } from '../state.ts';
import { messageObject } from '../surfaces/messages.ts';
import { viewObject } from '../surfaces/views.ts';
import { encodeEntities } from '../text/entities.ts';

/** Who does something, and in which workspace. */
export interface Actor {
  state: SlackState;
  team: TeamRecord;
  member: MemberRecord;
}

/**
 * What every interaction's payload says of the app and the member. `team` is the app's workspace, but in a view it is the
 * member's own, and the app's stands in the view (`app_installed_team_id`); the two differ in Slack Connect
 * (github.com/slackapi/bolt-js/issues/1614, github.com/slackapi/java-slack-sdk/issues/1041).
 */
export function common({ state, team, member }: Actor, inView = false): Json {
  const shown = (inView && state.teams.get(member.teamId)) || team;
  return {
    token: state.app.verificationToken,
    team: { id: shown.id, domain: shown.domain },
    user: {
      id: member.id,
      username: member.name,
      name: member.name,
      team_id: member.organisation?.home ?? member.teamId,
    },
    api_app_id: state.app.id,
    enterprise: null,
    is_enterprise_install: false,
  };
}

/** The names under which payloads show places that have none, or must not show it. */
export const shownName = (place: ConversationRecord): string =>
  place.kind === 'im' ? 'directmessage' : place.kind === 'private' ? 'privategroup' : place.name;

export function slashPayload(
  { state, team, member }: Actor,
  place: ConversationRecord,
  command: string,
  typed: string,
  urls: { response: string; trigger: string },
): Json {
  return {
    token: state.app.verificationToken,
    team_id: team.id,
    team_domain: team.domain,
    channel_id: place.id,
    channel_name: shownName(place),
    user_id: member.id,
    user_name: member.name,
    command,
    text: typed,
    api_app_id: state.app.id,
    is_enterprise_install: 'false',
    response_url: urls.response,
    trigger_id: urls.trigger,
  };
}

/**
 * A command's text as Slack hands it on: trimmed, with `& < >` escaped; where the command asks for it (`should_escape`)
 * names become ids.
 */
export function commandText(
  team: TeamRecord,
  typed: string,
  shouldEscape: boolean,
  labels: 'given' | 'left-out' = 'given',
): string {
  const escaped = encodeEntities(typed.trim());
  return shouldEscape ? withTokens(team, escaped, labels) : escaped;
}

/**
 * Names as Slack writes them: a message's carry no labels, a command's do. A private channel's label is empty everywhere, and
 * where an organisation hides names a command's are left out too.
 */
export function withTokens(team: TeamRecord, text: string, labels: 'given' | 'left-out'): string {
  const members = new Map([...team.members.values()].map((each) => [each.name, each.id]));
  const places = new Map([...team.conversations.values()].map((each) => [each.name, each]));
  const label = (name: string): string => (labels === 'given' ? `|${name}` : '');
  return text
    .replace(/(?<!<)@([\w.-]+)/g, (whole, name: string) => {
      const group = team.groups.get(name);
      if (group) return `<!subteam^${group}${label(`@${name}`)}>`;
      return members.has(name) ? `<@${members.get(name)}${label(name)}>` : whole;
    })
    .replace(/(?<!<)#([\w.-]+)/g, (whole, name: string) => {
      const place = places.get(name);
      if (!place) return whole;
      return `<#${place.id}${place.kind === 'private' ? '|' : label(name)}>`;
    });
}

/** Where an action happened, as its payload says it. */
export function whereMessage(actor: Actor, place: ConversationRecord, message: MessageRecord): Json {
  const { state, team } = actor;
  const ephemeral = message.ephemeralFor !== undefined;
  return defined({
    container: { type: 'message', message_ts: message.ts, channel_id: place.id, is_ephemeral: ephemeral },
    channel: { id: place.id, name: shownName(place) },
    message: ephemeral ? undefined : messageObject(state, team, message),
    state: { values: copy(message.values) },
  });
}

export const whereView = ({ state }: Actor, view: ViewRecord): Json => ({
  container: { type: 'view', view_id: view.id },
  view: viewObject(state, view),
});

/** One entry of a block_actions payload's `actions`. */
export function actionObject(element: Json, block: Json, value: Json | undefined, ts: string): Json {
  const initial = Object.fromEntries(Object.entries(element).filter(([key]) => key.startsWith('initial_')));
  const pressed = element.type === 'button' || element.type === 'icon_button';
  return defined({
    type: text(element.type),
    action_id: text(element.action_id),
    block_id: text(block.block_id),
    ...(pressed
      ? { text: element.text, value: element.value, style: element.style, url: element.url }
      : initial),
    placeholder: element.placeholder,
    confirm: element.confirm,
    ...(value ?? {}),
    action_ts: ts,
  });
}
