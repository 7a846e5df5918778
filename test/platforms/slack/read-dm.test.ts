import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Called, SlackClients } from '../../../src/platforms/slack/clients.ts';
import { dmReader } from '../../../src/platforms/slack/read-dm.ts';
import { runs } from '../../deep.ts';

const day = 24 * 60 * 60_000;
const now = Date.parse('2027-03-10T10:00:00Z');
const channel = 'D1';
const identity = { platform: 'slack', team: 'T1', user: 'U1' };

interface Said {
  readonly ts: string;
  readonly user: string;
  readonly thread_ts?: string;
}

/** A DM as Slack tells it: histories newest first, threads oldest first, with latest and oldest left out. */
function openDm(messages: readonly Said[], fails: (call: number) => boolean = () => false) {
  let at = now;
  let calls = 0;
  const clients = {
    async call(_traffic: string, _team: string, method: string, args: object) {
      if (fails(calls++))
        return { ok: false, failure: { code: 'fatal_error', fate: 'refused', detail: '' } } as Called;
      const { ts, oldest, latest, limit } = args as Record<'ts' | 'oldest' | 'latest', string> & {
        limit: number;
      };
      const within = messages.filter(
        (it) => Number(it.ts) > Number(oldest) && (!latest || Number(it.ts) < Number(latest)),
      );
      const rows =
        method === 'conversations.history'
          ? within.filter((it) => it.thread_ts === undefined).reverse()
          : within.filter((it) => it.thread_ts === ts);
      const page = rows.slice(0, limit).map((it) => {
        const latestReply = messages.filter((reply) => reply.thread_ts === it.ts).at(-1)?.ts;
        return { ...it, text: 'built it', ...(latestReply && { latest_reply: latestReply }) };
      });
      return { ok: true, result: { ok: true, messages: page, has_more: rows.length > limit } } as Called;
    },
    workspace: async () => ({ botUserId: 'UBOT' }),
  } as unknown as SlackClients;
  const reader = dmReader({
    clients,
    profiles: { actor: async () => ({ identity, displayName: 'ada', isOrganiser: false }) } as never,
    mentions: { namesIn: async () => undefined } as never,
    pictures: { checked: async () => (file) => file },
    now: () => at,
  });
  return {
    /** One look, a minute after the last one. */
    async look(from: number) {
      at += 60_000;
      const read = await reader.missed(identity, { platform: 'slack', team: 'T1', channel }, from);
      return read && { isWhole: read.isWhole, ids: read.messages.map((it) => it.eventId) };
    },
    calls: () => calls,
  };
}

const tsOf = (index: number): string => ((now - 6 * day) / 1000 + index * 60).toFixed(6);
const many = (count: number): readonly Said[] =>
  Array.from({ length: count }, (_, i) => ({ ts: tsOf(i), user: i % 2 === 0 ? 'U1' : 'UBOT' }));

describe('a DM is read', () => {
  test('with one look, where it is short', async () => {
    const dm = openDm(many(40));
    expect(await dm.look(now - 7 * day)).toMatchObject({ isWhole: true, ids: { length: 20 } });
    expect(dm.calls()).toBe(1);
  });

  test('in several looks, where it is long: none is whole before the oldest was read', async () => {
    const dm = openDm(many(2_400));
    const [first, second, third] = [
      await dm.look(now - 7 * day),
      await dm.look(now - 7 * day),
      await dm.look(now - 7 * day),
    ];
    expect([first, second, third].map((it) => it?.isWhole)).toEqual([false, false, true]);
    const ids = [first, second, third].flatMap((it) => it?.ids ?? []);
    expect(new Set(ids).size).toBe(1_200);
  });

  test('with the replies to a prompt from before that instant', async () => {
    const prompt = { ts: tsOf(0), user: 'UBOT' };
    const reply = { ts: tsOf(8_000), user: 'U1', thread_ts: prompt.ts };
    const dm = openDm([prompt, reply]);
    expect(await dm.look(now - day)).toMatchObject({ isWhole: true, ids: { length: 1 } });
  });

  test('over random failures: once a look was whole, everything has been given', async () => {
    const threads = fc.array(fc.record({ root: fc.nat(300), replies: fc.integer({ min: 1, max: 300 }) }), {
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 1_500 }),
        threads,
        fc.infiniteStream(fc.integer({ min: 0, max: 4 })),
        async (count, lively, luck) => {
          const main = many(count);
          const replies = lively.flatMap(({ root, replies: some }, i) =>
            Array.from({ length: root < count ? some : 0 }, (_, j) => ({
              ts: (Number(tsOf(root)) + j + 1 + (i + 1) / 10).toFixed(6),
              user: 'U1',
              thread_ts: tsOf(root),
            })),
          );
          const all = [...main, ...replies].toSorted((a, b) => Number(a.ts) - Number(b.ts));
          const dm = openDm(all, () => luck.next().value === 0);
          const given = new Set<string>();
          for (let looks = 0, isWhole = false; !isWhole; looks++) {
            expect(looks).toBeLessThan(200);
            const read = await dm.look(now - 7 * day);
            for (const id of read?.ids ?? []) given.add(id);
            isWhole = read?.isWhole === true;
          }
          expect(given.size).toBe(all.filter((it) => it.user === 'U1').length);
        },
      ),
      runs(60),
    );
  });
});
