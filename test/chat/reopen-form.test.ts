import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plainText } from '../../src/chat/markdown.ts';
import type { Outcome, RenderedForm, RenderedReply } from '../../src/chat/rendered.ts';
import { type BareBot, bareBot } from '../hostile/bare-bot.ts';

let target: BareBot;
const ada = { platform: 'bare', user: 'ada', isOrganiser: false };
const bob = { platform: 'bare', user: 'bob', isOrganiser: false };

beforeAll(async () => {
  target = await bareBot();
});
afterAll(() => target.stop());

const form = (outcome: Outcome): RenderedForm => {
  if (outcome.type !== 'form') throw new Error(`Answered with ${outcome.type}`);
  return outcome.form;
};
const reply = (outcome: Outcome): RenderedReply => {
  if (outcome.type !== 'reply') throw new Error(`Answered with ${outcome.type}`);
  return outcome.reply;
};
const buttonId = (of: RenderedReply, label: string): string =>
  of.buttons?.flat().find((it) => it.label === label)?.id ?? 'none';

describe('a form with mistakes, where the platform cannot mark fields', () => {
  test('is answered with what is wrong and Fix it, which reopens it with what was typed', async () => {
    const opened = form(await target.dispatch(ada, { type: 'text', text: 'log' }));
    const values = { text: 'worth keeping', minutes: 'an hour', date: 'someday' };
    const wrong = reply(await target.dispatch(ada, { type: 'submit', form: opened.id, values }));
    expect(plainText(wrong.text)).toContain('Minutes must be a whole number from 1 to 1440.');
    expect(plainText(wrong.text)).toContain('I can\'t read "someday" as a date.');
    const press = { type: 'press', action: buttonId(wrong, 'Fix it'), values: [] } as const;
    const again = form(await target.dispatch(ada, press));
    expect(again.fields.map((it) => [it.name, it.value])).toEqual(
      expect.arrayContaining([
        ['text', 'worth keeping'],
        ['minutes', 'an hour'],
        ['date', 'someday'],
      ]),
    );
    const mended = { ...values, minutes: '60', date: 'today' };
    const logged = reply(await target.dispatch(ada, { type: 'submit', form: again.id, values: mended }));
    expect(logged.code).toBe('logged');
    expect(plainText(logged.text)).toContain('> worth keeping');
  });

  test('keeps a draft for its author alone', async () => {
    const opened = form(await target.dispatch(ada, { type: 'text', text: 'log' }));
    const values = { text: 'a secret draft', minutes: 'x' };
    const wrong = reply(await target.dispatch(ada, { type: 'submit', form: opened.id, values }));
    const press = { type: 'press', action: buttonId(wrong, 'Fix it'), values: [] } as const;
    expect(reply(await target.dispatch(bob, press)).code).toBe('draft-gone');
  });

  test('marks the fields themselves where the platform can', async () => {
    const visitor = { platform: 'playground', user: 'ada', isOrganiser: false };
    const opened = form(await target.dispatch(visitor, { type: 'text', text: 'log' }));
    const outcome = await target.dispatch(visitor, {
      type: 'submit',
      form: opened.id,
      values: { text: ' ' },
    });
    expect(outcome).toMatchObject({ type: 'form-errors', code: 'empty-text' });
  });
});
