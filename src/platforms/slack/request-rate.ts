/** How far apart what was put off comes back: 300 messages a minute in one workspace. */
const apartMs = 200;

/**
 * Holds a workspace's messages back while Slack says 429, and gives each an appointment of its own afterwards: so nothing
 * knocks in vain, and what was put off does not come back all at once.
 */
export interface Pace {
  /** Milliseconds to wait, or 0: it may go now. */
  waitFor(team: string): number;
  /** Slack wants a pause; gives this one's appointment. */
  pause(team: string, retryAfterMs: number): number;
}

export function createPace(now: () => number): Pace {
  const teams = new Map<string, { until: number; next: number }>();
  const appointment = (state: { until: number; next: number }): number => {
    const at = Math.max(state.next, state.until) + apartMs;
    state.next = at;
    return at - now();
  };
  return {
    waitFor(team) {
      const state = teams.get(team);
      if (!state) return 0;
      if (now() < state.until) return appointment(state);
      if (now() >= state.next) teams.delete(team);
      return 0;
    },
    pause(team, retryAfterMs) {
      const state = teams.get(team) ?? { until: 0, next: 0 };
      state.until = Math.max(state.until, now() + retryAfterMs);
      teams.set(team, state);
      return appointment(state);
    },
  };
}
