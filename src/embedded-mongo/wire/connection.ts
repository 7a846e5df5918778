import type { Socket } from 'node:net';
import type { Credentials } from '../auth/scram.ts';
import { AuthSession } from '../auth/session.ts';
import { dispatch } from '../commands/dispatch.ts';
import type { Server } from '../server.ts';
import { answerBytes, Framer, parseRequest } from './message.ts';

/** Serves one client: its requests are answered one after the other. Bytes that are no message end the connection. */
export function serve(
  server: Server,
  socket: Socket,
  connectionId: number,
  credentials: Credentials | undefined,
): void {
  const auth = new AuthSession(credentials);
  const framer = new Framer();
  let turn: Promise<void> = Promise.resolve();
  server.connections += 1;
  server.counters.connectionsMade += 1;

  async function handle(message: Buffer): Promise<void> {
    try {
      const request = parseRequest(message);
      const answer = await dispatch(server, { connectionId, auth }, request.command);
      if (!request.silent && !socket.destroyed) socket.write(answerBytes(request, answer));
    } catch {
      socket.destroy();
    }
  }

  socket.on('data', (bytes) => {
    try {
      for (const message of framer.push(bytes)) turn = turn.then(() => handle(message));
    } catch {
      socket.destroy();
    }
  });
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    server.connections -= 1;
  });
}
