import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nextWeek, utc } from '../app/days.ts';
import { type AppHarness, launch, type PlayedReply } from '../support/app-harness.ts';

let app: AppHarness;

beforeAll(async () => {
  app = await launch();
});
afterAll(() => app.stop());

const download = async (reply: PlayedReply): Promise<string> =>
  (await app.request(reply.file?.url ?? '')).text();

describe('the export', () => {
  test('holds the whole log as JSON, CSV and Markdown', async () => {
    const week = await nextWeek(app);
    await app.join('eve', utc);
    await app.say('eve', '/stop');
    await app.say('eve', '/log built "quotes", and more minutes:30 tag:csv project:export');
    await app.say('eve', '/log =1+1 is no formula audience:private');
    await app.say('eve', '/log gone soon');
    await app.say('eve', '/history undo');
    const json = JSON.parse(await download(await app.say('eve', '/export')));
    expect(json.person).toMatchObject({ promptTime: 540, zoneChosen: true });
    expect(json.communities).toMatchObject([{ displayName: 'eve', community: 'Playground' }]);
    expect(json.entries.map((it: { text: string }) => it.text)).toEqual([
      'built "quotes", and more',
      '=1+1 is no formula',
    ]);
    expect(json.deletedEntries.map((it: { text: string }) => it.text)).toEqual(['gone soon']);
    expect(json.entries[0]).toMatchObject({
      minutes: 30,
      tags: ['csv'],
      project: 'export',
      audience: 'community',
    });
    const csv = await download(await app.say('eve', '/export csv'));
    expect(csv.split('\r\n')).toHaveLength(4);
    expect(csv).toContain('"built ""quotes"", and more"');
    expect(csv).toContain("'=1+1 is no formula");
    const markdown = await download(await app.say('eve', '/export format:markdown'));
    expect(markdown).toContain(
      `## ${week.date(0)}\n\n- built "quotes", and more\n  (project: export, 30 min, #csv)`,
    );
  });

  test('is empty-handed where nothing is kept', async () => {
    expect((await app.say('eve', '/export xml')).code).toBe('wrong-options');
  });
});
