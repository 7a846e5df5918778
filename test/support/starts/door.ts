import { connect, createServer, type NetConnectOpts, type Server, type Socket } from 'node:net';

/** A way through to a server that can be shut, so that connections are refused, or made slow. */
export interface Door {
  /** Where it listens: a port of 127.0.0.1, or a socket's path. */
  readonly address: number | string;
  /** Ends every connection and refuses new ones. */
  shut(): Promise<void>;
  open(): Promise<void>;
  /** Everything passes so many milliseconds later. */
  slow(ms: number): void;
  /** Nothing passes for so long. */
  stall(ms: number): void;
  close(): Promise<void>;
}

/** `at`: a free port unless it is given. */
export async function door(behind: NetConnectOpts, at: number | string = 0): Promise<Door> {
  const sockets = new Set<Socket>();
  let server: Server | undefined;
  let address = at;
  let delayMs = 0;
  let stalledUntil = 0;

  /** In their order, each chunk after its delay. */
  function pass(from: Socket, to: Socket): void {
    let queue: Promise<void> = Promise.resolve();
    const later = (work: () => void): void => {
      const due = Math.max(stalledUntil, performance.now() + delayMs);
      queue = queue.then(async () => {
        const wait = due - performance.now();
        if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
        work();
      });
    };
    from.on('data', (chunk) => later(() => void (to.writable && to.write(chunk))));
    from.on('end', () => later(() => void to.end()));
    from.on('error', () => to.destroy());
    from.on('close', () => {
      sockets.delete(from);
      later(() => void to.destroy());
    });
    sockets.add(from);
  }

  async function shut(): Promise<void> {
    const closing = server;
    server = undefined;
    for (const socket of sockets) socket.destroy();
    if (closing) await new Promise<void>((resolve) => closing.close(() => resolve()));
  }

  async function open(): Promise<void> {
    if (server) return;
    const made = createServer((socket) => {
      const through = connect(behind);
      pass(socket, through);
      pass(through, socket);
    });
    server = made;
    await new Promise<void>((resolve, reject) => {
      made.once('error', reject);
      if (typeof address === 'string') made.listen(address, resolve);
      else made.listen(address, '127.0.0.1', resolve);
    });
    const listening = made.address();
    if (typeof listening === 'object' && listening) address = listening.port;
  }

  await open();
  return {
    get address() {
      return address;
    },
    shut,
    open,
    slow(ms) {
      delayMs = ms;
    },
    stall(ms) {
      stalledUntil = performance.now() + ms;
    },
    close: shut,
  };
}
