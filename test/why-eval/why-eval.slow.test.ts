import { LLMock } from '@copilotkit/aimock';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bankAsker, bankQuestion, startChain } from '../../src/core/why/index.ts';
import { modelAsker } from './model.ts';
import { planted } from './planted.ts';
import { errors, evaluate, interview, scorePlanted } from './run.ts';
import { passes, score } from './score.ts';

describe('the set of errors', () => {
  it('holds at least 40, of many kinds, each with the answers of its member down to the root', () => {
    expect(errors.length).toBeGreaterThanOrEqual(40);
    expect(new Set(errors.map(({ id }) => id)).size).toBe(errors.length);
    for (const { answers } of errors) expect(answers.length).toBe(5);
  });
});

describe('the bank', () => {
  it('passes every measure', async () => {
    const scores = score(await interview(bankAsker));
    expect(scores).toMatchObject(
      Object.fromEntries(Object.keys(scores).map((measure) => [measure, { ok: true }])),
    );
    expect(passes(scores)).toBe(true);
  });
});

describe('a planted helper', () => {
  it.each(scorePlanted())('that $name fails', ({ caught, scores }) => {
    expect(passes(scores)).toBe(false);
    expect(caught).toBe(true);
  });

  it('is one of seven', () => {
    expect(planted.length).toBe(7);
  });
});

describe('the report', () => {
  it('has the shape of the bench: a value, a bar and whether it holds, by name', async () => {
    const rows = await evaluate('bank', bankAsker);
    for (const row of Object.values(rows)) {
      expect(Object.keys(row).sort()).toEqual(['bar', 'ok', 'value']);
      expect(row.ok).toBe(row.value >= row.bar);
    }
  });
});

describe('a model behind an OpenAI-compatible server', () => {
  const mock = new LLMock({ port: 0, logLevel: 'silent' });
  beforeAll(() => mock.start());
  afterAll(() => mock.stop());
  const model = () => modelAsker({ apiKey: 'test', baseUrl: `${mock.url}/v1`, model: 'test-model' });
  interface Sent {
    readonly broke: string;
    readonly error?: string;
    readonly asked: readonly { readonly question: string; readonly answer: string | null }[];
  }

  it('is scored by the same measures, and passes with questions that are good', async () => {
    mock.on({ predicate: () => true }, ((request: { messages: { content: unknown }[] }) => {
      const { broke, error, asked } = JSON.parse(String(request.messages.at(-1)?.content)) as Sent;
      const entry = { id: 'e', text: broke, ...(error !== undefined && { errorText: error }) };
      const steps = asked.map(({ question, answer }) => ({ question, ...(answer !== null && { answer }) }));
      return { content: JSON.stringify({ question: bankQuestion(entry, { ...startChain(entry), steps }) }) };
    }) as never);
    const { asker, counts } = await model();
    expect(passes(score(await interview(asker)))).toBe(true);
    expect(counts.byModel / counts.asked).toBeGreaterThan(0.95);
  }, 60_000);

  it('never gets a bad question past the gate: the bank asks', async () => {
    mock.reset();
    mock.onMessage(/./, { content: JSON.stringify({ question: 'You should restart it, right?' }) });
    const { asker, counts } = await model();
    expect(passes(score(await interview(asker)))).toBe(true);
    expect(counts.byModel).toBe(0);
  }, 60_000);
});
