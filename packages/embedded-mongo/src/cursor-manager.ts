import { EncodedDoc, encode, maxDocumentSize } from './bson/encode.ts';
import { type Doc, doc, Long } from './bson/values.ts';
import { type Deadline, noDeadline } from './deadline.ts';
import { fail } from './errors.ts';
import { drain, type Flow } from './plan/yield-policy.ts';

const defaultFirstBatch = 101;
const defaultAwaitMs = 1000;
const awaitStepMs = 10;

/** A document, or its bytes as they are stored. */
export type ResultDocument = Doc | EncodedDoc;

/** How an answer goes on that does not end with what is there now. */
export interface TailSource {
  /** Whether the client wants to wait for what comes next. */
  readonly awaitData: boolean;
  more(): Flow<ResultDocument>;
}

interface Cursor {
  readonly id: number;
  readonly namespace: string;
  flow: Flow<ResultDocument>;
  readonly tail: TailSource | undefined;
  readonly noTimeout: boolean;
  readonly session: string | undefined;
  /** Taken from the flow, but did not fit into the last batch. */
  held: ResultDocument | undefined;
  /** How many more there can be, as the client said. */
  left: number;
  lastUsed: number;
  busy: boolean;
}

export interface CursorOptions {
  readonly namespace: string;
  readonly flow: Flow<ResultDocument>;
  readonly tail?: TailSource | undefined;
  readonly batchSize: number | undefined;
  readonly limit?: number;
  readonly singleBatch?: boolean;
  readonly noTimeout?: boolean;
  readonly session?: string | undefined;
  readonly deadline: Deadline;
}

/** The answers that clients have not read to their end yet. */
export class CursorManager {
  private readonly open = new Map<number, Cursor>();
  private readonly idleMs: number;

  constructor(idleMs = 10 * 60_000) {
    this.idleMs = idleMs;
  }

  get size(): number {
    return this.open.size;
  }

  /** The first batch, as the answer to `find` or `aggregate`. */
  async start(opening: CursorOptions): Promise<Doc> {
    const cursor: Cursor = {
      id: this.newId(),
      namespace: opening.namespace,
      flow: opening.flow,
      tail: opening.tail,
      noTimeout: opening.noTimeout ?? false,
      session: opening.session,
      held: undefined,
      left: opening.limit ?? Number.POSITIVE_INFINITY,
      lastUsed: performance.now(),
      busy: false,
    };
    const { batch, done } = await fill(cursor, opening.batchSize ?? defaultFirstBatch, opening.deadline);
    const over = done || opening.singleBatch === true;
    if (over) cursor.flow.return();
    else this.open.set(cursor.id, cursor);
    return answer('firstBatch', batch, over ? 0 : cursor.id, cursor.namespace);
  }

  async more(
    id: number,
    { namespace, session }: { readonly namespace: string; readonly session: string | undefined },
    batchSize: number | undefined,
    deadline: Deadline,
  ): Promise<Doc> {
    const cursor = this.open.get(id);
    if (!cursor) return fail('CursorNotFound', `cursor id ${id} not found`);
    if (cursor.namespace !== namespace)
      fail(
        'Unauthorized',
        `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`,
      );
    refuseOtherSession(cursor, session);
    if (Number.isFinite(deadline.at) && !cursor.tail?.awaitData)
      fail('BadValue', 'cannot set maxTimeMS on getMore command for a non-awaitData cursor');
    if (cursor.busy) fail('CursorInUse', `cursor id ${id} is already in use`);
    cursor.busy = true;
    try {
      const size = batchSize || Number.POSITIVE_INFINITY;
      const { batch, done } = cursor.tail?.awaitData
        ? await this.awaited(cursor, size, deadline)
        : await fill(cursor, size, deadline);
      if (done) this.open.delete(id);
      return answer('nextBatch', batch, done || !this.open.has(id) ? 0 : id, namespace);
    } catch (error) {
      this.kill(id);
      throw error;
    } finally {
      cursor.busy = false;
      cursor.lastUsed = performance.now();
    }
  }

  /** Waits for the next documents as long as the client said, a second by default. */
  private async awaited(cursor: Cursor, size: number, deadline: Deadline) {
    const until = Math.min(deadline.at, performance.now() + defaultAwaitMs);
    for (;;) {
      const filled = await fill(cursor, size, noDeadline);
      if (filled.batch.length > 0 || filled.done || performance.now() >= until || !this.open.has(cursor.id))
        return filled;
      await new Promise((resolve) => setTimeout(resolve, awaitStepMs));
    }
  }

  kill(id: number): boolean {
    const cursor = this.open.get(id);
    if (!cursor) return false;
    this.open.delete(id);
    // A running flow ends by itself: nobody asks it for more.
    if (!cursor.busy) cursor.flow.return();
    return true;
  }

  killWhere(goes: (cursor: { namespace: string; session: string | undefined }) => boolean): void {
    for (const cursor of [...this.open.values()]) if (goes(cursor)) this.kill(cursor.id);
  }

  killIdle(): void {
    const before = performance.now() - this.idleMs;
    for (const cursor of [...this.open.values()])
      if (!cursor.noTimeout && !cursor.busy && cursor.lastUsed < before) this.kill(cursor.id);
  }

  private newId(): number {
    for (;;) {
      const id = 1 + Math.floor(Math.random() * (Number.MAX_SAFE_INTEGER - 1));
      if (!this.open.has(id)) return id;
    }
  }
}

function refuseOtherSession({ id, session: own }: Cursor, session: string | undefined): void {
  if (own === session) return;
  const what = `Cannot run getMore on cursor ${id}, which was`;
  if (own === undefined) fail(50736, `${what} not created in a session, in session ${session}`);
  if (session === undefined) fail(50737, `${what} created in session ${own}, without an lsid`);
  fail(50738, `${what} created in session ${own}, in session ${session}`);
}

async function fill(
  cursor: Cursor,
  size: number,
  deadline: Deadline,
): Promise<{ batch: EncodedDoc[]; done: boolean }> {
  const batch: EncodedDoc[] = [];
  let bytes = 0;
  if (size === 0) return { batch, done: false };
  const take = (item: ResultDocument): boolean => {
    const encoded = item instanceof EncodedDoc ? item : new EncodedDoc(encode(item));
    if (batch.length > 0 && bytes + encoded.bytes.length > maxDocumentSize - 16_384) {
      cursor.held = item;
      return false;
    }
    batch.push(encoded);
    bytes += encoded.bytes.length;
    cursor.left -= 1;
    return batch.length < size && cursor.left > 0;
  };
  if (cursor.held) {
    const held = cursor.held;
    cursor.held = undefined;
    if (!take(held)) return { batch, done: false };
  }
  const done = await drain(cursor.flow, deadline, take);
  if (done && cursor.tail) cursor.flow = cursor.tail.more();
  return { batch, done: (done && !cursor.tail) || cursor.left <= 0 };
}

const answer = (name: 'firstBatch' | 'nextBatch', batch: EncodedDoc[], id: number, ns: string): Doc =>
  doc({ cursor: doc({ [name]: batch as unknown as Doc[], id: Long.fromNumber(id), ns }) });
