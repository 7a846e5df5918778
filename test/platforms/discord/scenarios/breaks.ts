import type { Faults } from '../../../fakes/discord/faults.ts';
import type { FakeDiscord } from '../../../fakes/discord/index.ts';

interface Break {
  readonly name: string;
  /** Whether Discord forgets the session, so that only a new IDENTIFY helps. */
  readonly endsSession: boolean;
  readonly run: (faults: Faults) => void;
}

const breaks: readonly Break[] = [
  { name: 'killed', endsSession: false, run: (it) => it.killSocket() },
  // What is done next is under way by then.
  {
    name: 'killed while answering',
    endsSession: false,
    run: (it) => void setImmediate(() => it.killSocket()),
  },
  { name: 'closed with 4000', endsSession: false, run: (it) => it.closeSocket(4000) },
  { name: 'asked to reconnect', endsSession: false, run: (it) => it.reconnectRequest() },
  { name: 'invalid session', endsSession: true, run: (it) => it.invalidSession() },
  { name: 'to be resumed in place', endsSession: false, run: (it) => it.invalidSession(true) },
  {
    name: 'closed with 4009, forgotten',
    endsSession: true,
    run: (it) => it.closeSocket(4009, { resumable: false }),
  },
];

/** Breaks connections in every way that Discord does, one way after the other. */
export class Breaker {
  readonly #counts = new Map<string, number>();
  /** How many of the breaks took the session with them. */
  endedSessions = 0;
  broken = 0;

  /** Returns whether the bot is back. */
  next({ faults, gateway }: FakeDiscord): () => boolean {
    const way = breaks[this.broken++ % breaks.length]!;
    this.#counts.set(way.name, (this.#counts.get(way.name) ?? 0) + 1);
    if (way.endsSession) this.endedSessions += 1;
    const sessions = (): number => gateway.resumes + gateway.identifies.length;
    const before = sessions();
    way.run(faults);
    return () => sessions() > before;
  }

  toString(): string {
    return [...this.#counts].map(([name, count]) => `${count} ${name}`).join(', ');
  }
}
