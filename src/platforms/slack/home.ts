import { md } from '../../chat/markdown.ts';
import type { SlackClients } from './clients.ts';
import { badShape } from './errors.ts';
import type { Foreigners } from './foreign.ts';
import type { InteractionRunner } from './interaction-runner.ts';
import { slackCommandName } from './limits.ts';
import type { HomeRequest, RenderedHome, SlackLog } from './ports.ts';
import type { Profiles } from './profiles.ts';
import { renderHome } from './render-form.ts';
import { placeOf, type Surface } from './surface.ts';

type Who = Pick<Surface, 'team' | 'user' | 'ownTeam'>;

/** The Home tabs of those who have looked at theirs. */
export interface Homes {
  /** Somebody has opened theirs: it is drawn at once. */
  opened(who: Who): void;
  /** Somebody has theirs before them. */
  seen(who: Who): void;
  /** Something of theirs may have changed: drawn again soon, several changes at once. */
  changed(who: Who): void;
  /** Somebody is forgotten: it greets, and shows nothing of theirs. */
  clear(who: Who): Promise<void>;
  stop(): void;
}

const most = 10_000;

export function createHomes(deps: {
  readonly clients: SlackClients;
  readonly profiles: Profiles;
  readonly runner: InteractionRunner;
  readonly foreigners: Foreigners;
  readonly home: ((who: HomeRequest) => Promise<RenderedHome>) | undefined;
  readonly log: SlackLog;
  readonly delayMs: number;
}): Homes {
  const { clients, profiles, log } = deps;
  const watched = new Set<string>();
  const waiting = new Map<string, NodeJS.Timeout>();
  const keyOf = ({ team, user }: Who): string => `${team}:${user}`;

  async function homeOf(who: Who): Promise<RenderedHome> {
    const { team, user } = who;
    const told = await deps.foreigners.told(who);
    if (told) return { parts: [{ type: 'text', text: told }] };
    if (!deps.home) return greeting;
    const [actor, workspace] = await Promise.all([profiles.actor(team, user), clients.workspace(team)]);
    return deps.home({ actor, place: placeOf({ team, user, home: true }, workspace) });
  }

  async function draw({ team, user, ownTeam }: Who): Promise<void> {
    await publish({ team, user }, await homeOf({ team, user, ...(ownTeam && { ownTeam }) }));
  }

  async function publish({ team, user }: Who, home: RenderedHome): Promise<void> {
    const called = await clients.call('interactive', team, 'views.publish', {
      user_id: user,
      view: renderHome(home),
    });
    if (called.ok) return;
    const { code, detail } = called.failure;
    if (badShape.has(code)) log.error({ code, detail }, 'Slack refused the shape of a Home tab');
    else log.warn({ code, detail }, 'a Home tab could not be drawn');
  }

  function seen(who: Who): void {
    watched.delete(keyOf(who));
    watched.add(keyOf(who));
    if (watched.size > most) watched.delete(watched.values().next().value as string);
  }

  return {
    seen,
    opened(who) {
      seen(who);
      deps.runner.track(draw(who));
    },
    changed(who) {
      const key = keyOf(who);
      if (!watched.has(key) || waiting.has(key)) return;
      const timer = setTimeout(() => {
        waiting.delete(key);
        deps.runner.track(draw(who));
      }, deps.delayMs);
      waiting.set(key, timer.unref());
    },
    clear: (who) => publish(who, greeting),
    stop() {
      for (const timer of waiting.values()) clearTimeout(timer);
      waiting.clear();
    },
  };
}

const greeting: RenderedHome = {
  parts: [
    { type: 'heading', text: 'What did you build today?' },
    { type: 'text', text: md`Type \`${slackCommandName('start')}\` in any channel to get started.` },
  ],
};
