import type { Deadline } from '../deadline.ts';
import { fail } from '../errors.ts';

/** Handed out between the answers by what may take long: a moment to let others have their turn. */
export const yieldPoint = Symbol('yield point');

export type Flow<T> = Generator<T | typeof yieldPoint, void, undefined>;

/** How long others may have to wait for a turn of the event loop. */
const sliceMs = 8;

export const yieldToEventLoop = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Takes what a flow gives, letting others have their turn in its pauses. `false` from `take` ends it early. */
export async function drain<T>(
  flow: Flow<T>,
  deadline: Deadline,
  take: (item: T) => boolean,
): Promise<boolean> {
  let since = performance.now();
  for (let next = flow.next(); !next.done; next = flow.next()) {
    if (next.value !== yieldPoint) {
      if (!take(next.value)) return false;
      continue;
    }
    const now = performance.now();
    if (now > deadline.at) fail('MaxTimeMSExpired', 'operation exceeded time limit');
    if (now - since < sliceMs) continue;
    await yieldToEventLoop();
    since = performance.now();
  }
  return true;
}

export async function collect<T>(flow: Flow<T>, deadline: Deadline): Promise<T[]> {
  const items: T[] = [];
  await drain(flow, deadline, (item) => {
    items.push(item);
    return true;
  });
  return items;
}
