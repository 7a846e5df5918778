import { LLMock } from '@copilotkit/aimock';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type AssistantOutcome, createAssistant } from '../../src/assistant/index.ts';
import type { Assistant } from '../../src/core/learnings/index.ts';
import { fakeQuotas } from '../fakes/quotas.ts';
import {
  type Member,
  type TalkHarness,
  talkOnDiscord,
  talkOnPlayground,
  talkOnSlack,
} from './talk-harness.ts';
import { goTheWholeWay, questionIn } from './way.ts';

const mock = new LLMock({ port: 0 });
let model: Assistant | undefined;
let outcomes: AssistantOutcome[] = [];
const assistant: Assistant = { openSession: async (who) => model?.openSession(who) ?? {} };
const harnesses = new Map<string, TalkHarness>();

/** A helper of its own for each test, so that what failed before does not rest it. */
function turnOn(): void {
  outcomes = [];
  model = createAssistant({
    apiKey: 'test',
    baseUrl: `${mock.url}/v1`,
    model: 'test-model',
    quotas: fakeQuotas(),
    now: Date.now,
    monotonic: () => performance.now(),
    observe: (outcome) => outcomes.push(outcome),
  });
}

beforeAll(async () => {
  await mock.start();
  harnesses.set('Discord', await talkOnDiscord(assistant));
  harnesses.set('Slack', await talkOnSlack(assistant));
  harnesses.set('playground', await talkOnPlayground(`${mock.url}/v1`));
});
afterEach(() => {
  model = undefined;
  mock.reset();
  mock.clearChaos();
  for (const { logged } of harnesses.values()) expect(logged).toEqual([]);
});
afterAll(async () => {
  for (const harness of harnesses.values()) await harness.close();
  await mock.stop();
});

/** What a model asks, one after the other; each passes the check. */
const questions = [
  'Which process did you expect to listen on that port when redis refused?',
  'What was started before the api, and what after it?',
  'Where does it say that redis belongs to the same start?',
  'Who would have noticed that redis was missing?',
  'How long has the port been empty in that environment?',
  'What differs between the night and the day when the tests hang?',
];
const says = (question: string) => ({ content: JSON.stringify({ question }) });
const sent = () => mock.getRequests().map((it) => JSON.stringify(it.body));

describe.each(['playground', 'Discord', 'Slack'])('the whole way on %s', (platform) => {
  const harness = (): TalkHarness => harnesses.get(platform)!;

  test('with the question bank, and nothing is sent anywhere', async () => {
    turnOn();
    await goTheWholeWay(harness(), harness().join('ada'));
    expect(sent()).toEqual([]);
  });

  test('with a language model, which is sent nothing of anybody else', async () => {
    turnOn();
    let asked = 0;
    mock.on({ predicate: () => true }, (() => says(questions[asked++ % questions.length]!)) as never);
    const bob = harness().join('bob');
    await goTheWholeWay(harness(), bob, 'on');
    expect(asked).toBeGreaterThanOrEqual(3);
    expect(outcomes).not.toContain('failed');
    expect(sent().join()).toContain('redis refuses the api');
    expect(sent().join()).not.toMatch(/ada|bob|it stood in another file/);
  });
});

describe('whatever the model does, the bank asks within 5 s, once, and no error is shown', () => {
  test.each([
    ['429 with Retry-After', { rateLimitRate: 1 }, says(questions[0]!)],
    ['500', { dropRate: 1 }, says(questions[0]!)],
    ['latency past the timeout', { latencyMs: 8_000 }, says(questions[0]!)],
    ['a body that is no JSON', { malformedRate: 1 }, says(questions[0]!)],
    ['a disconnect', { disconnectRate: 1 }, says(questions[0]!)],
    ['an empty answer', {}, { content: '' }],
    ['malformed JSON in the answer', {}, { content: '{"question": "Which por' }],
    ['an answer that is no question', {}, says('You should start redis before the api.')],
  ])('%s', async (what, chaos, response) => {
    mock.onMessage(/./, response);
    turnOn();
    const asked = async (harness: TalkHarness, member: Member) => {
      await member.say('settings', { assistant: 'on' });
      const logged = await member.say('stuck', {
        text: 'redis refuses the api',
        error: 'Error: connect ECONNREFUSED 127.0.0.1:6379',
      });
      mock.setChaos(chaos);
      const started = performance.now();
      const shown = await member.press(logged, 'Ask me why');
      return { shown, harness, took: performance.now() - started };
    };
    const all = await Promise.all(
      [harnesses.get('Discord')!, harnesses.get('Slack')!].map((harness, index) =>
        asked(harness, harness.join(`${what.replace(/\W+/g, '-')}-${index}`)),
      ),
    );
    for (const { shown, took } of all) {
      expect(questionIn(shown)).toMatch(/\?$/);
      expect(shown.text).toContain('1 of up to 5');
      expect(questions).not.toContain(questionIn(shown));
      expect(shown.text).not.toMatch(/error|wrong|failed|model/i);
      expect(took).toBeLessThan(5_000);
    }
    expect(outcomes).toHaveLength(all.length);
    expect(new Set(outcomes).size).toBe(1);
    expect(outcomes).not.toContain('asked');
  });
});
