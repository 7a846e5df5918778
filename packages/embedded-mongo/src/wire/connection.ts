import type { Socket } from 'node:net';
import { AuthSession } from '../auth/auth-session.ts';
import type { Credentials } from '../auth/scram.ts';
import { dispatch } from '../commands/dispatch.ts';
import type { Server } from '../server.ts';
import { answerBytes, Framer, parseRequest } from './message.ts';

/** How many requests of one client may wait for their turn before no more are read from it. */
const mostWaiting = 100;

/** Serves one client: its requests are answered one after the other. Bytes that are no message end the connection. */
export function serveConnection(
  server: Server,
  socket: Socket,
  connectionId: number,
  credentials: Credentials | undefined,
): void {
  const auth = new AuthSession(credentials);
  const framer = new Framer();
  let turn: Promise<void> = Promise.resolve();
  let waiting = 0;
  server.connections += 1;
  server.opCounters.connectionsMade += 1;

  async function handle(message: Buffer): Promise<void> {
    try {
      const request = parseRequest(message);
      const answer = await dispatch(server, { connectionId, auth }, request.command);
      if (request.silent || socket.destroyed || socket.write(answerBytes(request, answer))) return;
      // Who does not read is answered no further.
      await drained(socket);
    } catch {
      socket.destroy();
    } finally {
      waiting -= 1;
      if (waiting < mostWaiting) socket.resume();
    }
  }

  socket.on('data', (bytes) => {
    try {
      for (const message of framer.push(bytes)) {
        waiting += 1;
        turn = turn.then(() => handle(message));
      }
      if (waiting >= mostWaiting) socket.pause();
    } catch {
      socket.destroy();
    }
  });
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    server.connections -= 1;
  });
}

const drained = (socket: Socket): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      socket.off('drain', done);
      socket.off('close', done);
      resolve();
    };
    socket.on('drain', done);
    socket.on('close', done);
  });
