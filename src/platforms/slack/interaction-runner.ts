import type { Loss, OnceDispatcher } from '../../chat/dispatcher.ts';
import type { Interaction } from '../../chat/interaction.ts';
import type { Outcome, RenderedReply } from '../../chat/rendered.ts';
import type { SlackClients } from './clients.ts';
import { type Foreigners, outcomeFor } from './foreign.ts';
import { platform } from './limits.ts';
import type { SlackLog } from './ports.ts';
import type { Profiles } from './profiles.ts';
import type { Replays } from './replays.ts';
import { placeOf, type Surface } from './surface.ts';

/** One thing that somebody did, on its way through the dispatcher. */
export interface SlackInteraction {
  readonly surface: Surface;
  readonly interaction: Interaction;
  /** The same for a repetition. */
  readonly id: string;
  readonly name?: string | undefined;
}

export interface InteractionRunner {
  /** Undefined for a repetition: it has its answer already. */
  run(interaction: SlackInteraction): Promise<Outcome | undefined>;
  /** The answer to somebody did not get through. */
  undelivered(surface: Surface, reply: RenderedReply, loss: Loss): Promise<void>;
  /** Does something in the background, to be waited for at the end. */
  track(work: Promise<unknown>): void;
  /** Waits for what is under way, for so many milliseconds at most. */
  drain(ms: number): Promise<void>;
}

export function createInteractionRunner(deps: {
  readonly dispatcher: () => OnceDispatcher | undefined;
  readonly clients: SlackClients;
  readonly profiles: Profiles;
  readonly replays: Replays;
  readonly foreigners: Foreigners;
  readonly log: SlackLog;
}): InteractionRunner {
  const running = new Set<Promise<unknown>>();
  return {
    async run({ surface, interaction, id, name }) {
      const { team, user } = surface;
      const told = await deps.foreigners.told(surface);
      const isFirst = interaction.type === 'suggest' ? Promise.resolve(true) : deps.replays.first(id);
      if (told) return (await isFirst) ? outcomeFor(told, interaction) : undefined;
      const [actor, workspace] = await Promise.all([
        deps.profiles.actor(team, user, name),
        deps.clients.workspace(team),
      ]);
      const place = placeOf(surface, workspace);
      return deps.dispatcher()?.dispatchOnce({ eventId: id, actor, place, interaction }, isFirst);
    },
    async undelivered({ team, user }, reply, loss) {
      await deps.dispatcher()?.undelivered({ platform, team, user }, reply, loss);
    },
    track(work) {
      const kept = work
        .catch((error) => deps.log.error({ err: error }, 'something on Slack could not be answered'))
        .finally(() => running.delete(kept));
      running.add(kept);
    },
    async drain(ms) {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise((resolve) => {
        timer = setTimeout(resolve, ms);
      });
      await Promise.race([Promise.all(running), late]);
      clearTimeout(timer);
    },
  };
}
