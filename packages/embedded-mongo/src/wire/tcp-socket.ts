import { type AddressInfo, createServer, type Socket } from 'node:net';

export interface TcpListener {
  readonly address: { readonly host: string; readonly port: number };
  close(): Promise<void>;
}

/** Rejects with the system's error where the address cannot be had. */
export function listenOnTcp(
  host: string,
  port: number,
  accept: (socket: Socket) => void,
): Promise<TcpListener> {
  return new Promise((resolve, reject) => {
    const listener = createServer({ noDelay: true }, accept);
    listener.once('error', reject);
    listener.listen({ host, port }, () => {
      const bound = listener.address() as AddressInfo;
      resolve({
        address: { host, port: bound.port },
        close: () => new Promise((closed) => listener.close(() => closed())),
      });
    });
  });
}
