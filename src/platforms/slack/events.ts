import type { App } from '@slack/bolt';
import { isForeign } from './account.ts';
import type { SlackClients } from './clients.ts';
import { badCredentials } from './errors.ts';
import type { Homes } from './home.ts';
import type { InteractionRunner } from './interaction-runner.ts';
import type { EventBody } from './payloads.ts';
import type { SlackOptions } from './ports.ts';
import type { Profiles } from './profiles.ts';
import { parseReaction, type ReactionEvent } from './reactions.ts';
import type { Replays } from './replays.ts';
import type { MessageEvent, TypedMessages } from './typed-messages.ts';

export interface EventDependencies {
  readonly clients: SlackClients;
  readonly homes: Homes;
  readonly profiles: Profiles;
  readonly replays: Replays;
  readonly runner: InteractionRunner;
  readonly typed: TypedMessages;
  readonly onReaction: SlackOptions['onReaction'];
  readonly onZoneChanged: SlackOptions['onZoneChanged'];
  readonly onRemoved: (team: string) => void;
}

/** What Slack tells by itself. Bolt acknowledges events before anything here runs. */
export function listenToEvents(app: App, deps: EventDependencies): void {
  const { clients, homes, profiles, replays, runner } = deps;

  /** Each event once, whatever it takes. */
  const once = (body: unknown, work: (body: EventBody) => Promise<void>): void => {
    const event = body as EventBody;
    runner.track(
      replays.first(`event:${event.event_id}`).then((isFirst) => (isFirst ? work(event) : undefined)),
    );
  };

  app.event('app_home_opened', async ({ body, event }) => {
    if (event.tab !== 'home') return;
    once(body, async (told) => homes.opened({ team: teamOf(told), user: event.user }));
  });

  app.event('user_change', async ({ body, event }) => {
    once(body, async (told) => {
      const team = teamOf(told);
      if (isForeign(event.user, team)) return;
      const { actor, formerZone } = profiles.learn(team, event.user as unknown as Record<string, unknown>);
      if (formerZone && actor.zoneHint) await deps.onZoneChanged?.({ actor, zone: actor.zoneHint });
    });
  });

  // What is written in the DM, edited or deleted there. The bot's own messages come back as events too.
  app.event('message', async ({ body, event }) => {
    const message = event as unknown as MessageEvent;
    if (message.channel_type !== 'im') return;
    once(body, (told) => deps.typed.take(teamOf(told), message));
  });

  // Counted once however often it is told, so that nothing is kept of the reactions of others.
  const react = (body: unknown, event: unknown, kind: 'added' | 'removed'): void => {
    const team = teamOf(body as EventBody);
    runner.track(
      clients.workspace(team).then((workspace) => {
        const change = parseReaction(event as ReactionEvent, kind, { team, botUser: workspace?.botUserId });
        return change && deps.onReaction?.(change);
      }),
    );
  };
  app.event('reaction_added', async ({ body, event }) => react(body, event, 'added'));
  app.event('reaction_removed', async ({ body, event }) => react(body, event, 'removed'));

  // Told twice, late, and possibly after a new installation: whether the present token still works decides.
  const gone = async ({ team_id: team }: EventBody): Promise<void> => {
    const tested = await clients.call('interactive', team, 'auth.test', {});
    if (!tested.ok && badCredentials.has(tested.failure.code)) deps.onRemoved(team);
  };
  app.event('app_uninstalled', async ({ body }) => once(body, gone));
  app.event('tokens_revoked', async ({ body, event }) => {
    if ((event.tokens.bot ?? []).length > 0) once(body, gone);
  });
}

/** Whose app is told: in a channel of several workspaces the event itself names the one of whoever caused it. */
const teamOf = ({ team_id: cause, authorizations }: EventBody): string =>
  authorizations?.[0]?.team_id ?? cause;
