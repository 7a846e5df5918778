import { LLMock } from '@copilotkit/aimock';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AppHarness, button, launch, type PlayedReply } from '../support/app-harness.ts';

const mock = new LLMock({ port: 0 });
let app: AppHarness;
beforeAll(async () => {
  await mock.start();
  app = await launch({ OPENAI_API_KEY: 'test', OPENAI_BASE_URL: `${mock.url}/v1` });
  await app.join('ada');
  await app.join('bob');
});
afterAll(async () => {
  await app.stop();
  await mock.stop();
});

const question = 'Which address did your program connect to when the connection was refused?';
const sent = () => mock.getRequests().map((it) => JSON.stringify(it.body));
const stuck = (who: string, words: string): Promise<PlayedReply> =>
  app.say(who, `/stuck ${words} error:"Error: connect ECONNREFUSED 127.0.0.1:6379" audience:private`);
const why = async (who: string, words: string) =>
  app.press(who, button(await stuck(who, words), 'Ask me why'));

describe('the language model in the bot', () => {
  test('is sent nothing before its member says yes', async () => {
    mock.onMessage(/./, { content: JSON.stringify({ question }) });
    expect((await why('ada', 'redis refuses')).code).toBe('why-question');
    expect(sent()).toEqual([]);
  });

  test('then asks, with this entry and this chain and nothing of anybody else', async () => {
    await stuck('bob', 'bobs private trouble with mongo');
    await stuck('ada', 'adas other trouble with kafka');
    await app.say('ada', '/settings assistant:on');
    const first = await why('ada', 'redis refuses the api');
    expect(first.text).toContain(question);
    expect(sent()).toHaveLength(1);
    expect(sent()[0]).toContain('redis refuses the api');
    expect(sent()[0]).not.toMatch(/bob|mongo|kafka|ada/i);
  });

  test('asks nobody where its community has switched it off', async () => {
    await app.say('ada', '/setup assistant use:off');
    expect((await why('ada', 'redis refuses here')).text).not.toContain(question);
    expect(sent()).toHaveLength(1);
    await app.say('ada', '/setup assistant use:on');
    expect((await why('ada', 'redis refuses again')).text).toContain(question);
  });

  test('that fails is not noticed: the bank asks, and no error is shown', async () => {
    mock.setChaos({ malformedRate: 1 });
    const asked = await why('ada', 'redis refuses once more');
    expect(asked.code).toBe('why-question');
    expect(asked.text).toMatch(/\?$/);
    expect(asked.text).not.toContain(question);
    expect(await (await app.request('/metrics')).text()).toMatch(
      /assistant_questions_total\{outcome="failed"\} 1/,
    );
  });
});
