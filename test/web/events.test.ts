import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { md } from '../../src/chat/markdown.ts';
import { listen } from '../../src/web/server.ts';
import { type FakeHost, fakeHost } from '../fakes/playground-host.ts';

interface Event {
  readonly id?: string;
  readonly type: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into JSON of many shapes
  readonly data: any;
}

/** Reads server-sent events off a real socket. */
class Reader {
  readonly events: Event[] = [];
  ended = false;
  readonly #abort = new AbortController();

  async open(url: string, lastEventId?: string): Promise<this> {
    const headers: Record<string, string> = lastEventId ? { 'last-event-id': lastEventId } : {};
    const response = await fetch(url, { headers, signal: this.#abort.signal });
    void this.#read(response).catch(() => undefined);
    return this;
  }

  async #read(response: Response): Promise<void> {
    let text = '';
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      text += Buffer.from(chunk).toString();
      const parts = text.split('\n\n');
      text = parts.pop() ?? '';
      for (const part of parts) this.#take(part);
    }
    this.ended = true;
  }

  #take(part: string): void {
    const fields = new Map(
      part.split('\n').map((line) => line.split(/: (.*)/s).slice(0, 2) as [string, string]),
    );
    const id = fields.get('id');
    const type = fields.get('event');
    if (type) this.events.push({ ...(id && { id }), type, data: JSON.parse(fields.get('data') ?? 'null') });
  }

  of = (type: string): Event[] => this.events.filter((it) => it.type === type);
  close = (): void => this.#abort.abort();
}

let host: FakeHost;
let server: Extract<Awaited<ReturnType<typeof listen>>, { ok: true }>;
let readers: Reader[];
const api = () => `${server.url}/playground/api`;
const post = async (path: string, body: object) =>
  (
    await fetch(`${api()}/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  ).json();
const say = (text: string, member = 'ada', channel = 'general') => post('say', { member, channel, text });
async function read(query = 'member=ada', lastEventId?: string): Promise<Reader> {
  const reader = await new Reader().open(`${api()}/events?${query}`, lastEventId);
  readers.push(reader);
  await expect.poll(() => reader.of('clock').length).toBeGreaterThan(0);
  return reader;
}
const texts = (reader: Reader) => reader.of('message').map((it) => it.data.text);

beforeEach(async () => {
  readers = [];
  host = fakeHost();
  const listening = await listen(host, { port: 0, host: '127.0.0.1' });
  if (!listening.ok) throw new Error(listening.detail);
  server = listening;
  await post('members', { name: 'ada', zone: 'UTC' });
  await post('members', { name: 'bea', zone: 'UTC' });
});
afterEach(async () => {
  for (const reader of readers) reader.close();
  await server.close();
});

describe('GET events', () => {
  it('tells at once what is said, and by whom', async () => {
    const reader = await read();
    await say('hello', 'bea');
    await expect.poll(() => texts(reader)).toEqual(['hello']);
    expect(reader.of('message')[0]?.data).toMatchObject({ author: 'bea', channel: 'general' });
  });

  it('tells changes and removals', async () => {
    const reader = await read();
    const { messenger } = host.playground;
    const reply = { code: 'x', visibility: 'public', text: md`One` } as const;
    const sent = await messenger.send({ platform: 'playground', channel: 'general' }, reply, 'd1');
    if (!sent.ok) throw new Error(sent.reason);
    await messenger.edit(sent.post, { ...reply, text: md`Two` });
    await messenger.remove(sent.post);
    await expect.poll(() => reader.of('removed').length).toBe(1);
    expect(texts(reader)).toEqual(['One', 'Two']);
    expect(reader.of('removed')[0]?.data).toEqual({ id: sent.post.message, channel: 'general' });
  });

  it('keeps what others see alone to itself, but for that there is something', async () => {
    const reader = await read();
    await say('/streak', 'bea');
    await say('/log secret', 'bea', 'dm');
    await expect.poll(() => reader.of('activity').length).toBe(2);
    expect(reader.of('activity')[0]?.data).toEqual({ member: 'bea', bot: true });
    expect(JSON.stringify(reader.events)).not.toContain('secret');
  });

  it('goes on after the last event that a reader had, with none lost and none twice', async () => {
    const before = await read();
    await say('one');
    await expect.poll(() => texts(before)).toEqual(['one']);
    before.close();
    await say('two');
    await say('three');
    const after = await read('member=ada', before.of('message').at(-1)?.id);
    await say('four');
    await expect.poll(() => texts(after)).toEqual(['two', 'three', 'four']);
  });

  it('goes on after what a page has read already', async () => {
    await say('one');
    const { rev } = (await (await fetch(`${api()}/messages?channel=general`)).json()) as { rev: number };
    await say('two');
    const reader = await read(`member=ada&after=${rev}`);
    await expect.poll(() => texts(reader)).toEqual(['two']);
  });

  it('tells once what is said while a reader is still catching up', async () => {
    const { store } = host.playground;
    const { changesAfter } = store;
    Object.assign(store, {
      changesAfter: async (rev: number, limit: number) => {
        await say('meanwhile');
        return changesAfter(rev, limit);
      },
    });
    const reader = await read(`member=ada&after=${await store.lastRev()}`);
    await say('later');
    await expect.poll(() => texts(reader)).toEqual(['meanwhile', 'later']);
  });

  it('asks a reader that missed too much to read everything again', async () => {
    for (let at = 0; at < 501; at++) {
      await host.playground.store.addMessage({
        id: `m${at}`,
        key: `k${at}`,
        channel: 'general',
        content: { code: 'x', text: 'x' },
        at: 0,
      });
    }
    const reader = await read('member=ada&after=0');
    await expect.poll(() => reader.of('reset').length).toBe(1);
    expect(reader.of('message')).toEqual([]);
  });

  it('tells where the clock is and that somebody joined', async () => {
    const reader = await read();
    await post('clock', { advance: 'PT1H' });
    await post('members', { name: 'cleo', zone: 'UTC' });
    await expect.poll(() => reader.of('members').length).toBe(1);
    expect(reader.of('clock').map((it) => it.data)).toEqual([
      { now: '2026-11-21T09:30:00.000Z' },
      {
        now: '2026-11-21T09:30:00.000Z',
        from: '2026-11-21T09:30:00.000Z',
        target: '2026-11-21T10:30:00.000Z',
      },
      { now: '2026-11-21T10:30:00.000Z' },
    ]);
  });

  it('ends when the server closes', async () => {
    const reader = await read();
    await server.close();
    await expect.poll(() => reader.ended).toBe(true);
  });

  it('is refused to another site', async () => {
    const response = await fetch(`${api()}/events`, { headers: { origin: 'https://evil.example' } });
    expect(response.status).toBe(403);
    await response.body?.cancel();
  });
});
