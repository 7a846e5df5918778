import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type House, openHouse } from './house.ts';

describe.each(['socket', 'http'] as const)('over %s', (mode) => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse({ mode });
  });
  afterAll(() => house.close());

  test('a slash command logs what was built and says so to its author alone', async () => {
    const ada = house.team.addUser({ name: 'ada' });
    house.team.addChannel({ name: `general-${mode}` });
    const answer = await ada.slash('dm', '/shipmate log built a URL shortener minutes:50 tag:redis');
    expect(answer.acked).toBe(true);
    console.log(answer.text);
    house.slack.expectNoViolations();
  });
});
