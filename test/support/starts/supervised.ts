import { type ChildProcess, spawn } from 'node:child_process';
import { compiledProgram } from '../compiled.ts';

const againMs = 500;

/** One life of the whole program, as an operator starts it. */
interface Life {
  readonly child: ChildProcess;
  readonly startedAt: number;
  readyAt?: number;
  url?: string;
  said: string;
  readonly ended: Promise<number | null>;
}

/** The program under a supervisor that starts it again whenever it ends by itself. */
export interface Supervised {
  /** Starts it; what ran before must have ended. */
  start(): void;
  /** Milliseconds since this life said that it is ready. */
  readyForMs(): number | undefined;
  ageMs(): number;
  /** How many deliveries this life still owes, as its metrics say; undefined while they say nothing. */
  owes(): Promise<number | undefined>;
  /** `kill -9`; resolves when it is gone. */
  kill(): Promise<void>;
  /** SIGTERM; gives the exit code. */
  stop(): Promise<number | null>;
  /** What it said last when it ended by itself, once for each time. */
  readonly exits: readonly string[];
}

export function supervised(cwd: string, env: Readonly<Record<string, string>>): Supervised {
  const exits: string[] = [];
  let life: Life | undefined;
  let wanted = false;
  let again: NodeJS.Timeout | undefined;

  function begin(): void {
    const child = spawn(process.execPath, [compiledProgram('main')], {
      cwd,
      env: { PATH: process.env.PATH ?? '', PORT: '0', LOG_LEVEL: 'warn', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = new Promise<number | null>((resolve) => child.on('exit', (code) => resolve(code)));
    const mine: Life = { child, startedAt: performance.now(), said: '', ended };
    const hear = (chunk: Buffer): void => {
      mine.said = (mine.said + chunk.toString()).slice(-2_000);
      const [, url] = /Shipmate is ready\.[\s\S]*^\s+open\s+(\S+)$/m.exec(mine.said) ?? [];
      if (url === undefined || mine.readyAt !== undefined) return;
      mine.url = url;
      mine.readyAt = performance.now();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    void ended.then((code) => {
      if (!wanted || life !== mine) return;
      exits.push(`${code}: ${mine.said.slice(-500)}`);
      again = setTimeout(begin, againMs);
    });
    life = mine;
  }

  async function end(signal: NodeJS.Signals): Promise<number | null> {
    wanted = false;
    clearTimeout(again);
    life?.child.kill(signal);
    return life ? life.ended : null;
  }

  return {
    exits,
    start() {
      wanted = true;
      begin();
    },
    readyForMs: () => (life?.readyAt === undefined ? undefined : performance.now() - life.readyAt),
    ageMs: () => (life ? performance.now() - life.startedAt : 0),
    async owes() {
      const url = life?.readyAt === undefined ? undefined : life.url;
      const response = url === undefined ? undefined : await fetch(`${url}/metrics`).catch(() => undefined);
      if (!response?.ok) return undefined;
      const owed = (await response.text()).matchAll(/^shipmate_deliveries\{[^}]*\} (\d+)$/gm);
      return [...owed].reduce((sum, [, count]) => sum + Number(count), 0);
    },
    async kill() {
      await end('SIGKILL');
    },
    stop: () => end('SIGTERM'),
  };
}
