import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { pictureBytesAtMost } from '../../src/core/log/index.ts';
import { isDiscordFile } from '../../src/platforms/discord/attachments.ts';
import { downloadPicture } from '../../src/platforms/download.ts';
import { isSlackFile } from '../../src/platforms/slack/pictures.ts';
import { pngOf } from '../support/pictures.ts';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});
async function serve(answer: RequestListener): Promise<string> {
  server = createServer(answer);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/a.png`;
}
const from = (address: string, withinMs = 5_000) => downloadPicture(address, { withinMs, token: 'xoxb-1' });

describe('a picture that is read from its platform', () => {
  test('comes with its type by its bytes, whatever the server calls it', async () => {
    const address = await serve((_request, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end(pngOf('hello')),
    );
    const loaded = await from(address);
    expect(loaded).toMatchObject({ ok: true, contentType: 'image/png' });
    expect(loaded.ok && Buffer.from(loaded.bytes).equals(pngOf('hello'))).toBe(true);
  });

  test('is none if its bytes are something else', async () => {
    const address = await serve((_request, response) =>
      response.writeHead(200, { 'content-type': 'image/png' }).end('<html>'),
    );
    expect(await from(address)).toEqual({ ok: false, reason: 'not-a-picture' });
  });

  test('of 8 MB is read, and of one byte more no further than that', async () => {
    let length = pictureBytesAtMost;
    let written = 0;
    const address = await serve(async (_request, response) => {
      response.write(pngOf('big'));
      for (written = pngOf('big').length; written < length && !response.destroyed; ) {
        const part = Buffer.alloc(Math.min(65_536, length - written));
        written += part.length;
        if (!response.write(part)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
      }
      response.end();
    });
    expect(await from(address)).toMatchObject({ ok: true });
    length = pictureBytesAtMost + 1;
    expect(await from(address)).toEqual({ ok: false, reason: 'too-big' });
    length = 20 * pictureBytesAtMost;
    expect(await from(address)).toEqual({ ok: false, reason: 'too-big' });
    expect(written).toBeLessThan(3 * pictureBytesAtMost);
  });

  test('is given up where the server takes its time, or sends elsewhere', async () => {
    const asked: string[] = [];
    const address = await serve((request, response) => {
      asked.push(request.url ?? '');
      if (request.url === '/a.png') response.writeHead(302, { location: '/elsewhere' }).end();
      else response.write(pngOf('slow'));
    });
    expect(await from(address)).toEqual({ ok: false, reason: 'closed' });
    expect(asked).toEqual(['/a.png']);
    expect(await from(address.replace('a.png', 'slow'), 100)).toEqual({ ok: false, reason: 'unavailable' });
    expect(await from('http://127.0.0.1:1/')).toEqual({ ok: false, reason: 'unavailable' });
  });

  test('is gone where it is not found, and unavailable where the server fails', async () => {
    let status = 404;
    const address = await serve((_request, response) => response.writeHead(status).end());
    expect(await from(address)).toEqual({ ok: false, reason: 'gone' });
    status = 503;
    expect(await from(address)).toEqual({ ok: false, reason: 'unavailable' });
  });
});

test('is asked for on the platform’s own hosts alone', () => {
  const discord = 'https://discord.com/api';
  const slack = 'https://slack.com/api/';
  expect(isDiscordFile('https://cdn.discordapp.com/attachments/1/2/a.png?ex=1', discord)).toBe(true);
  expect(isDiscordFile('https://media.discordapp.net/attachments/1/2/a.png', discord)).toBe(true);
  expect(isSlackFile('https://files.slack.com/files-pri/T1-F1/a.png', slack)).toBe(true);
  for (const other of [
    'http://cdn.discordapp.com/a.png',
    'http://files.slack.com/a.png',
    'https://cdn.discordapp.com.example.org/a.png',
    'https://cdn.discordapp.com@example.org/a.png',
    'https://files.slack.com:8443/a.png',
    'https://files.slack.com.example.org/',
    'https://slack.com/a.png',
    'https://169.254.169.254/latest',
    'file:///etc/passwd',
    'cdn.discordapp.com/a.png',
    '',
  ]) {
    expect(isDiscordFile(other, discord), other).toBe(false);
    expect(isSlackFile(other, slack), other).toBe(false);
  }
  expect(isDiscordFile('http://127.0.0.1:4000/a.png', 'http://127.0.0.1:4000/api')).toBe(true);
  expect(isSlackFile('http://127.0.0.1:4001/a.png', 'http://127.0.0.1:4000/api/')).toBe(false);
});
