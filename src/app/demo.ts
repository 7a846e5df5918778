import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DataDirInUse } from 'embedded-mongo';
import type { Logger } from 'pino';
import { type Config, readConfig } from '../config.ts';
import { historyDays, liveHistory } from '../demo/index.ts';
import type { DemoHost, DemoState } from '../web/ports.ts';
import { openDatabase } from './database.ts';
import type { Shipmate } from './index.ts';

/** The folder holds something that no demo has made; nothing in it was touched. */
export class DemoFolderError extends Error {}

export const usualSeed = 7;
const marker = 'demo.json';
const dayMs = 86_400_000;

/** Beside the data folder, and never it. */
export const demoFolder = (config: Pick<Config, 'DATA_DIR'>): string => `${resolve(config.DATA_DIR)}-demo`;

export interface DemoParts {
  readonly folder: string;
  readonly port: number;
  readonly seed: number;
  /** When the history ends; now, unless given. */
  readonly endAt?: number;
  readonly log: Logger;
  /** How much is done, 0 to 1. */
  readonly onProgress?: (share: number) => void;
  /** Makes it anew, though it was made before. */
  readonly fresh?: boolean;
  readonly start: (config: Config, log: Logger) => Promise<Shipmate>;
}

/**
 * A playground in which eight people have lived for three months, on a store of its own in its own folder. It is made through the
 * real commands and jobs with a clock that was set back; one that was made before is opened as it is.
 */
export async function openDemo(parts: DemoParts): Promise<Shipmate> {
  const { folder, port, seed, log, endAt = Date.now(), onProgress = () => undefined } = parts;
  const known = await readMarker(folder);
  const config = readConfig({
    DATA_DIR: folder,
    PORT: String(port),
    PLAYGROUND: 'on',
    DEFAULT_ZONE: 'Europe/Lisbon',
    LOG_LEVEL: log.level,
  });
  if (known === 'finished' && parts.fresh !== true) {
    onProgress(1);
    return parts.start(config, log);
  }
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, marker), JSON.stringify({ finished: false }));
  const { store, close } = await openDatabase(config);
  await store.saveClockAhead(endAt - (historyDays + 1) * dayMs - Date.now());
  await close();
  const shipmate = await parts.start(config, log);
  try {
    await liveHistory({ url: shipmate.url, seed, endAt, onProgress });
    await writeFile(join(folder, marker), JSON.stringify({ finished: true, seed }));
  } catch (error) {
    await shipmate.stop();
    throw error;
  }
  return shipmate;
}

/** The demo behind the button of the playground's first page: made when it is asked for, closed with the playground. */
export function demoHost(
  parts: Pick<DemoParts, 'folder' | 'log' | 'start'>,
): DemoHost & { stop(): Promise<void> } {
  let state: DemoState = { state: 'none' };
  let opening: Promise<Shipmate | undefined> = Promise.resolve(undefined);
  return {
    state: () => state,
    begin() {
      if (state.state === 'making' || state.state === 'ready') return;
      state = { state: 'making', share: 0 };
      opening = openDemo({
        ...parts,
        port: 0,
        seed: usualSeed,
        onProgress: (share) => {
          state = { state: 'making', share };
        },
      }).then(
        (shipmate) => {
          state = { state: 'ready', url: shipmate.url };
          return shipmate;
        },
        (error: unknown) => {
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
      await (await opening)?.stop();
    },
  };
}

/** What a demo left in its folder; throws where something else is in it. */
async function readMarker(folder: string): Promise<'finished' | 'unfinished' | undefined> {
  const files = await readdir(folder).catch((error: NodeJS.ErrnoException): string[] => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  if (files.length === 0) return undefined;
  if (!files.includes(marker))
    throw new DemoFolderError(
      `${folder} holds something else than a demo, so nothing was made there; move it away`,
    );
  const found = JSON.parse(await readFile(join(folder, marker), 'utf8')) as { finished?: boolean };
  return found.finished === true ? 'finished' : 'unfinished';
}
