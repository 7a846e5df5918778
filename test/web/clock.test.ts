import { describe, expect, it } from 'vitest';
import { parseDuration } from '../../src/web/playground/instants.ts';
import { asking } from './asking.ts';

const now = '2026-11-21T09:30:00.000Z';

describe('the clock', () => {
  it('says what time it is, and when the next prompt comes', async () => {
    expect((await asking().get('clock')).body).toEqual({
      now,
      movable: true,
      nextPrompt: '2026-11-21T18:00:00.000Z',
    });
  });

  it('moves to an instant and by a duration', async () => {
    const client = asking();
    expect((await client.post('clock', { to: '2026-11-22T10:00:00+01:00' })).body).toEqual({
      now: '2026-11-22T09:00:00.000Z',
    });
    expect((await client.post('clock', { advance: 'PT24H' })).body).toEqual({
      now: '2026-11-23T09:00:00.000Z',
    });
    expect((await client.get('clock')).body.now).toBe('2026-11-23T09:00:00.000Z');
  });

  it('stays where it is when told the present instant', async () => {
    expect((await asking().post('clock', { to: now })).body).toEqual({ now });
  });

  it('answers only when everything due by then is done, one journey after the other', async () => {
    const steps: string[] = [];
    const releases: (() => void)[] = [];
    const client = asking({
      advance: async () => {
        steps.push('begins');
        await new Promise<void>((resolve) => releases.push(resolve));
        steps.push('ends');
      },
    });
    const first = client.post('clock', { advance: 'PT1H' });
    const second = client.post('clock', { advance: 'PT1H' });
    await expect.poll(() => releases.length).toBe(1);
    expect(steps).toEqual(['begins']);
    releases[0]?.();
    expect((await first).body.now).toBe('2026-11-21T10:30:00.000Z');
    await expect.poll(() => releases.length).toBe(2);
    releases[1]?.();
    expect((await second).body.now).toBe('2026-11-21T11:30:00.000Z');
    expect(steps).toEqual(['begins', 'ends', 'begins', 'ends']);
  });

  it.each([
    [{ to: '2026-11-21T09:29:59Z' }, 'backwards'],
    [{ advance: '-PT1H' }, 'backwards'],
    [{ to: 'tomorrow' }, 'bad-instant'],
    [{ to: '2026-02-30T09:00:00Z' }, 'bad-instant'],
    [{ to: '2026-11-22T09:00:00' }, 'bad-instant'],
    [{ advance: '24 hours' }, 'bad-duration'],
    [{ advance: 'P1M' }, 'bad-duration'],
    [{ advance: 'P5000D' }, 'too-far'],
    [{}, 'bad-input'],
    [{ to: now, advance: 'PT1H' }, 'bad-input'],
    [{ to: 5 }, 'bad-input'],
    [{ by: 'PT1H' }, 'unknown-field'],
  ])('refuses %j', async (body, code) => {
    expect(await asking().post('clock', body)).toMatchObject({ status: 400, body: { error: { code } } });
  });

  it('cannot be moved while a real platform is on', async () => {
    const client = asking({ movable: false });
    expect(await client.post('clock', { advance: 'PT1H' })).toMatchObject({
      status: 409,
      body: { error: { code: 'clock-fixed' } },
    });
    expect((await client.get('clock')).body.movable).toBe(false);
  });

  it('goes on after a journey that broke off', async () => {
    let fails = true;
    const client = asking({
      advance: async () => {
        if (fails) throw new Error('planted');
      },
    });
    expect(await client.post('clock', { advance: 'PT1H' })).toMatchObject({
      status: 500,
      body: { error: { code: 'unexpected' } },
    });
    expect(client.host.errors).toHaveLength(1);
    fails = false;
    expect((await client.post('clock', { advance: 'PT1H' })).status).toBe(200);
  });
});

describe('a duration', () => {
  it.each([
    ['PT24H', 86_400_000],
    ['P1D', 86_400_000],
    ['P1W', 604_800_000],
    ['P1W1DT1H', 694_800_000],
    ['PT90M', 5_400_000],
    ['PT0.5S', 500],
    ['PT0S', 0],
  ])('%s is %i ms', (text, expected) => {
    expect(parseDuration(text)).toBe(expected);
  });
});
