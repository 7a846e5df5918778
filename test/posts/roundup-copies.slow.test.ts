import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { milestonesUpTo } from '../../src/core/streaks/index.ts';
import { joinQuietly, nextWeek, type Week } from '../app/days.ts';
import { deep, seed } from '../deep.ts';
import { reachedBy } from '../oracles/milestones.ts';
import { type AppHarness, button, launch, type PlayedReply } from '../support/app-harness.ts';

const dayMs = 24 * 60 * 60 * 1000;
const hourMs = dayMs / 24;
const freezes = { stepsPerFreeze: 7, maxHeld: 2 };
const daysLived = 30;

let app: AppHarness;
beforeAll(async () => {
  app = await launch();
  // The first member of a playground is an organiser.
  await joinQuietly(app, 'olga');
});
afterAll(() => app.stop());

async function roundups(): Promise<readonly PlayedReply[]> {
  const response = await app.request('/playground/api/messages?channel=general&limit=1000');
  const { messages } = (await response.json()) as { messages: readonly PlayedReply[] };
  return messages.filter((it) => it.code.startsWith('roundup'));
}

/** Everything of the latest roundup that says which days it is about. */
async function latest(): Promise<{ title: string | undefined; alt: string | undefined; text: string }> {
  await app.advance('PT1S');
  const last = (await roundups()).at(-1);
  return { title: last?.text.split('\n')[0], alt: last?.picture?.alt, text: last?.text ?? '' };
}

const dates = (week: Week, from: number, to: number): string =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })
    .formatRange(Date.parse(week.date(from)), Date.parse(week.date(to)))
    .replace(/[\u2009\u00a0\u202f]/g, ' ');

describe('a roundup', () => {
  test('shows one period in its text and its picture, and still the same one after a change', async () => {
    await joinQuietly(app, 'ada');
    let week = await nextWeek(app);
    await app.to(week.at(6, '20:00'));
    for (const what of ['one', 'two', 'three']) await app.say('ada', `/log ${what}`);
    await app.to(week.at(9, '12:00'));
    for (const what of ['four', 'five']) await app.say('ada', `/log ${what}`);
    await app.to(week.at(13, '18:01'));
    const span = dates(week, 6, 13);
    const shown = await latest();
    expect(shown.title).toBe(`The week at Playground, ${span}`);
    expect(shown.text).toContain('ada showed up.');
    expect(shown.alt).toBe(`The roundup of ${span} in Playground. Built: ada: three.`);
    const hidden = await app.say('olga', '/setup hide three');
    expect(hidden.code).toBe('hidden');
    const redrawn = await latest();
    expect(redrawn.title).toBe(shown.title);
    expect(redrawn.alt).toBe(shown.alt?.replace('three', 'four'));
    // What was written after the cut-off stands in the next one alone.
    await app.say('ada', '/log six');
    week = await nextWeek(app);
    await app.to(week.at(6, '18:01'));
    expect((await latest()).alt).toContain('six');
    await app.say('ada', '/history delete four');
    expect((await latest()).title).toBe(`The week at Playground, ${dates(week, -1, 6)}`);
  });

  test('that was posted by hand begins where the last one ended, and the next one where it ended', async () => {
    const week = await nextWeek(app);
    await app.say('ada', '/log on monday');
    const asked = await app.say('olga', '/roundup post');
    await app.press('olga', button(asked, 'Post it now'));
    expect((await latest()).title).toBe(`2 days at Playground, ${dates(week, -1, 0)}`);
    await app.say('ada', '/log on monday too');
    await app.to(week.at(13, '18:01'));
    expect((await latest()).title).toBe(`14 days at Playground, ${dates(week, 0, 13)}`);
    expect((await latest()).alt).toContain(`The roundup of ${dates(week, 0, 13)} in Playground.`);
  });
});

describe('a shared milestone', () => {
  const day = fc.record({
    logs: fc.nat(23).map((it) => it > 0),
    hour: fc.integer({ min: 0, max: 23 }),
    late: fc.nat(7).map((it) => it === 0),
    also: fc.oneof(
      { weight: 4, arbitrary: fc.constant('nothing' as const) },
      fc.constantFrom('delete', 'move', 'leave', 'post'),
    ),
    which: fc.nat(25),
  });
  const lives = fc.sample(fc.noBias(fc.array(day, { minLength: daysLived, maxLength: daysLived })), {
    seed,
    numRuns: deep ? 24 : 1,
  });

  test.each(lives.map((life, n) => ({ life, name: `mia${n}` })))(
    'stands in exactly one roundup of $name, with roundups posted by hand, edits and opt-outs',
    async ({ life, name }) => {
      const week = await nextWeek(app);
      const monday = Date.parse(week.at(0, '00:00'));
      await joinQuietly(app, name);
      for (const [n, { logs, hour, late, also, which }] of life.entries()) {
        const at = monday + n * dayMs + hour * hourMs;
        if (at > (await app.clock()) + hourMs) await app.to(new Date(at).toISOString());
        const isLate = late && n > 0;
        if (logs) await app.say(name, `/log act-${n}- ${isLate ? 'date:yesterday' : ''}`);
        // What was left out comes a day later sometimes, so that it closes the gap.
        if (logs && isLate) await app.say(name, `/log again-${n}-`);
        if (also === 'delete' && n > 0) {
          const asked = await app.say(name, `/history delete act-${which % n}-`);
          const sure = (asked.buttons ?? []).flat().find((it) => it.label.startsWith('Delete'));
          if (sure) await app.press(name, sure.action);
        }
        if (also === 'move') {
          const { form } = await app.say(name, `/history edit act-${n}-`);
          if (form) await app.press(name, form.action, { text: `act-${n}-`, date: 'yesterday' });
        }
        if (also === 'leave') await app.say(name, `/settings roundup ${which % 2 === 0 ? 'off' : 'on'}`);
        if (also === 'post') {
          const asked = await app.say('olga', '/roundup post');
          if (asked.code === 'roundup-post-asked') await app.press('olga', button(asked, 'Post it now'));
        }
      }
      await app.say(name, '/settings roundup on');
      await app.to(week.at(Math.ceil((daysLived + 1) / 7) * 7 + 13, '12:00'));
      const told = (await roundups()).flatMap(({ text }) =>
        [...text.matchAll(new RegExp(`- ${name} reached (\\d+) days in a row`, 'g'))].map((it) =>
          Number(it[1]),
        ),
      );
      const exported = await app.say(name, '/export');
      const { entries } = (await (await app.request(exported.file?.url ?? '')).json()) as {
        entries: { date: string; at: string; text: string }[];
      };
      const shared = entries.map((it) => ({ day: Date.parse(it.date) / dayMs, at: Date.parse(it.at) }));
      const reached = reachedBy(shared, monday / dayMs, milestonesUpTo(daysLived), freezes).map(
        (it) => it.days,
      );
      expect(reached.length).toBeGreaterThan(0);
      expect(told.sort((a, b) => a - b)).toEqual(reached.sort((a, b) => a - b));
    },
    240_000,
  );
});
