/** So many messages a workspace may get at once, after a while without any. */
const burst = 10;

/**
 * A workspace takes several hundred messages a minute. Whoever waits for a turn is spared Slack's refusal, and what members do
 * meanwhile is not held up by all that is sent as fast as the machine can.
 */
export interface WorkspaceThrottle {
  /** Resolves when the workspace's next message may go; false: nothing goes any more. */
  acquire(team: string): Promise<boolean>;
  stop(): void;
}

export function createWorkspaceThrottle(apartMs: number): WorkspaceThrottle {
  /** By workspace, when its last turn would be if they all kept their distance. */
  const last = new Map<string, number>();
  const waiting = new Map<NodeJS.Timeout, (may: boolean) => void>();
  let stopped = false;

  return {
    async acquire(team) {
      if (stopped || apartMs <= 0) return !stopped;
      const now = performance.now();
      const at = Math.max(now, last.get(team) ?? 0) + apartMs;
      last.set(team, at);
      const wait = at - now - burst * apartMs;
      if (wait <= 0) return true;
      return new Promise((resolve) => {
        const timer = setTimeout(() => {
          waiting.delete(timer);
          resolve(true);
        }, wait);
        waiting.set(timer, resolve);
      });
    },
    stop() {
      stopped = true;
      for (const [timer, resolve] of waiting) {
        clearTimeout(timer);
        resolve(false);
      }
      waiting.clear();
    },
  };
}
