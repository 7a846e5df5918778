import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DataDirInUse, runningServerUri } from 'embedded-mongo';
import type { Logger } from 'pino';
import { type Config, readConfig } from '../config.ts';
import type { Cast } from '../demo/index.ts';
import type { DemoHost, DemoState } from '../web/ports.ts';
import { makeDemo } from './demo-maker.ts';
import type { Shipmate } from './index.ts';

/** The folder holds something that no demo has made; nothing in it was touched. */
export class DemoFolderError extends Error {}

const usualSeed = 7;
const marker = 'demo.json';

/** Beside the data folder, and never it. */
export const demoFolder = (config: Pick<Config, 'DATA_DIR'>): string => `${resolve(config.DATA_DIR)}-demo`;

export interface DemoParts {
  readonly folder: string;
  readonly port: number;
  /** `usualSeed`, unless given. */
  readonly seed?: number;
  /** When the history ends; now, unless given. */
  readonly endAt?: number;
  /** Who lives in it, and how long; everybody, unless given. */
  readonly cast?: Cast;
  readonly log: Logger;
  /** How much is done, 0 to 1. */
  readonly onProgress?: (share: number) => void;
  /** Makes it anew, though it was made before. */
  readonly fresh?: boolean;
  /** Ends the making, by throwing its reason; what was made of it is removed. */
  readonly signal?: AbortSignal;
  readonly start: (config: Config, log: Logger) => Promise<Shipmate>;
}

/**
 * A playground in which eight people have lived for three months, on a store of its own in its own folder. One that was made before
 * is opened as it is. It is made in a folder beside it and moved when it is whole, so no demo is ever half-made. Throws
 * `DemoFolderError` for a folder with something else, with another seed than was asked for, or that a running demo has.
 */
export async function openDemo(parts: DemoParts): Promise<Shipmate> {
  const { folder, port, seed, log, fresh = false, onProgress = () => undefined } = parts;
  const known = await readMarker(folder);
  if (known && !fresh && seed !== undefined && seed !== known.seed)
    throw new DemoFolderError(`${folder} holds the demo of seed ${known.seed}; --fresh makes it anew`);
  if (!known || fresh) await make(parts);
  onProgress(1);
  return parts.start(configOf(folder, port, log), log);
}

const configOf = (folder: string, port: number, log: Logger): Config =>
  readConfig({
    DATA_DIR: folder,
    PORT: String(port),
    PLAYGROUND: 'on',
    DEFAULT_ZONE: 'Europe/Lisbon',
    LOG_LEVEL: log.level,
  });

async function make(parts: DemoParts): Promise<void> {
  const { folder, log, seed = usualSeed, endAt = Date.now(), cast, onProgress, signal } = parts;
  const making = `${folder}.making`;
  await readMarker(making);
  for (const it of [folder, making])
    if (await runningServerUri(it))
      throw new DemoFolderError(`${it} is in use: a demo runs or is made there`);
  await rm(making, { recursive: true, force: true });
  try {
    await mkdir(making, { recursive: true });
    await writeFile(join(making, marker), JSON.stringify({ seed, endAt: new Date(endAt).toISOString() }));
    await makeDemo({
      config: configOf(making, 0, log),
      seed,
      endAt,
      log,
      ...(cast && { cast }),
      ...(onProgress && { onProgress }),
      ...(signal && { signal }),
    });
  } catch (error) {
    await rm(making, { recursive: true, force: true });
    throw error;
  }
  await rm(folder, { recursive: true, force: true });
  await rename(making, folder);
}

/** The demo behind the button of the playground's first page: made when it is asked for, closed with the playground. */
export function demoHost(
  parts: Pick<DemoParts, 'folder' | 'log' | 'start'>,
): DemoHost & { stop(): Promise<void> } {
  let state: DemoState = { state: 'none' };
  let opening: Promise<Shipmate | undefined> = Promise.resolve(undefined);
  const leaving = new AbortController();
  return {
    state: () => state,
    begin() {
      if (state.state === 'making' || state.state === 'ready') return;
      state = { state: 'making', share: 0 };
      opening = openDemo({
        ...parts,
        port: 0,
        signal: leaving.signal,
        onProgress: (share) => {
          state = { state: 'making', share };
        },
      }).then(
        (shipmate) => {
          state = { state: 'ready', url: shipmate.url };
          return shipmate;
        },
        (error: unknown) => {
          if (leaving.signal.aborted) return undefined;
          parts.log.error({ err: error }, 'the demo could not be made');
          const isOperators = error instanceof DemoFolderError || error instanceof DataDirInUse;
          state = {
            state: 'failed',
            message: isOperators ? error.message : "The demo couldn't be made. The log says why.",
          };
          return undefined;
        },
      );
    },
    async stop() {
      leaving.abort();
      await (await opening)?.stop();
    },
  };
}

/** What the demo in a folder was made of; undefined: the folder is empty or not there. Throws where something else is in it. */
async function readMarker(folder: string): Promise<{ readonly seed: number } | undefined> {
  const files = await readdir(folder).catch((error: NodeJS.ErrnoException): string[] => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  if (files.length === 0) return undefined;
  if (!files.includes(marker))
    throw new DemoFolderError(
      `${folder} holds something else than a demo, so nothing was made there; move it away`,
    );
  const found: unknown = await readFile(join(folder, marker), 'utf8')
    .then(JSON.parse)
    .catch(() => undefined);
  return { seed: Number((found as { readonly seed?: unknown } | undefined)?.seed) };
}
