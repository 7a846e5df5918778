import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { compiled } from '../../../support/compiled.ts';

/** What a process is started with. */
export interface DayProcess {
  readonly mongo: string;
  readonly apiUrl: string;
  readonly signingSecret: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly now: number;
}
export type ToDay = { readonly do: 'run'; readonly at: number } | { readonly do: 'end' };
export type FromDay =
  | { readonly url: string }
  | { readonly done: 'run' | 'end'; readonly unexpected: readonly string[] };

/** A process with the whole bot in it. */
export interface Running {
  readonly pid: number;
  readonly url: string;
  /** Sets its clock and brings to an end what is due; gives what went wrong unexpectedly. */
  run(at: number): Promise<readonly string[]>;
  end(): Promise<readonly string[]>;
}

export async function startDayProcess(given: DayProcess): Promise<Running> {
  const program = await compiled(fileURLToPath(new URL('./day-process.ts', import.meta.url)));
  const child = fork(program, [JSON.stringify(given)], { execArgv: [] });
  let died: (error: Error) => void = () => undefined;
  const death = new Promise<never>((_resolve, reject) => {
    died = reject;
  });
  death.catch(() => undefined);
  child.on('exit', (code) => died(new Error(`a process with the bot ended with ${code}`)));
  const hear = async (): Promise<FromDay> => {
    const [said] = (await Promise.race([once(child, 'message'), death])) as [FromDay];
    return said;
  };
  const ask = async (it: ToDay): Promise<readonly string[]> => {
    const heard = hear();
    child.send(it);
    const said = await heard;
    return 'done' in said ? said.unexpected : [];
  };
  const first = await hear();
  return {
    pid: child.pid ?? 0,
    url: 'url' in first ? first.url : '',
    run: (at) => ask({ do: 'run', at }),
    end: () => ask({ do: 'end' }),
  };
}
