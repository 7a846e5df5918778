import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  code,
  codeBlock,
  joined,
  literal,
  type Markdown,
  md,
  plainText,
  quote,
} from '../../../src/chat/markdown.ts';
import type { RenderedReply } from '../../../src/chat/rendered.ts';
import { escapeText, typedText } from '../../../src/platforms/slack/escape.ts';
import { limits } from '../../../src/platforms/slack/limits.ts';
import { renderReply } from '../../../src/platforms/slack/render.ts';
import { renderForm, renderHome } from '../../../src/platforms/slack/render-form.ts';
import { runs } from '../../deep.ts';
import { checkMessage, checkView } from '../../fakes/slack/block-kit/check.ts';
import type { Json } from '../../fakes/slack/json.ts';
import { readEverywhere, readMessage } from '../../fakes/slack/text/read.ts';

const reply = (text: Markdown, extra: Partial<RenderedReply> = {}): RenderedReply => ({
  code: 'test',
  visibility: 'private',
  text,
  ...extra,
});

const shown = (text: Markdown) => {
  const message = renderReply(reply(text));
  return { text: message.text, blocks: message.blocks as unknown as Json[], mrkdwn: false };
};

const nothing = () => undefined;
const pieces = [
  '<!channel>',
  '<!here>',
  '<@U0SOMEBODY>',
  '<#C0GENERAL>',
  '<!subteam^S0>',
  '<https://evil.example|click>',
  '@here',
  '@everyone',
  '#general',
  'https://example.org/a?b=c&d',
  'www.example.com',
  '*bold*',
  '_italic_',
  '~strike~',
  '`code`',
  '```',
  '> quote',
  '&gt; ',
  '&lt;!channel&gt;',
  '&amp;',
  '- item',
  '1. item',
  ':smile:',
  '\\',
  '\n',
  ' ',
  '\u202e',
  '\u0000',
  '👩‍👩‍👧',
  '<',
  '>',
  '&',
  '|',
  '{date}',
  '<!date^1^{date}|x>',
  'a',
];
const hostile = fc.oneof(
  fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((it) => it.join('')),
  fc.string({ unit: 'binary', maxLength: 200 }),
);

describe('what people typed', () => {
  test('is shown as it is: nothing of it mentions, links or formats', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const message = shown(literal(text));
        const reading = readMessage(message);
        expect(checkMessage(message, nothing)).toEqual([]);
        expect(readEverywhere(message).pings).toEqual([]);
        expect(reading.links).toEqual([]);
        expect(reading.emoji).toEqual([]);
        expect(reading.formats).toEqual([]);
        expect(reading.text.replace(/^–$/, '')).toBe(text);
      }),
      runs(1_000),
    );
  });

  test('stays what it is in code, quotes, lists and bold text', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const line = text.replaceAll('\n', ' ');
        const message = shown(
          joined([md`**${line}**`, md`- ${line}`, code(line), quote(line), codeBlock(line)]),
        );
        expect(checkMessage(message, nothing)).toEqual([]);
        const reading = readEverywhere(message);
        expect(reading.pings).toEqual([]);
        expect(readMessage(message).links).toEqual([]);
        expect(reading.formats.filter((it) => it.kind === 'strike')).toEqual([]);
      }),
      runs(300),
    );
  });

  test('in a notification is what it was once the entities are read', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const { text: notification } = shown(literal(text));
        expect(notification).not.toMatch(/[<>]/);
        expect(typedText(notification).replace(/^–$/, '')).toBe(
          plainText(literal(text)).trim() === '' ? '' : text,
        );
      }),
      runs(300),
    );
  });

  test('in labels, fields and forms breaks no rule of Block Kit', () => {
    fc.assert(
      fc.property(hostile, fc.integer({ min: 1, max: 60 }), (text, times) => {
        const long = text.repeat(times);
        const button = { label: long || 'x', id: 'a~b', style: 'secondary', opensForm: false } as const;
        const message = renderReply(
          reply(literal(long), {
            fields: [{ name: long || 'x', value: literal(long) }],
            buttons: [[button, button], [button]],
            select: {
              placeholder: long || 'x',
              id: 'a~b',
              choices: [{ value: long || 'x', label: long, hint: long }],
            },
          }),
        );
        expect(checkMessage({ ...message, uploads: undefined } as never, nothing)).toEqual([]);
        const field = { name: 'text', label: long || 'x', hint: long, placeholder: long, value: long };
        const form = renderForm(
          {
            title: long || 'x',
            submitLabel: long || 'x',
            id: 'a~b',
            fields: [
              { ...field, kind: 'paragraph' },
              { ...field, name: 'line', kind: 'line', suggest: { command: 'log', option: 'project' } },
              { ...field, name: 'choice', kind: 'choice', choices: [{ value: 'a', label: long }] },
            ],
          },
          '',
        );
        expect(checkView(form, nothing)).toEqual([]);
        const home = renderHome({
          parts: [
            { type: 'heading', text: long || 'x' },
            { type: 'text', text: literal(long) },
            { type: 'item', text: long, menu: [button, button] },
            { type: 'item', text: long, menu: [button] },
            { type: 'buttons', buttons: [button] },
          ],
        });
        expect(checkView(home, nothing)).toEqual([]);
      }),
      runs(150),
    );
  });
});

describe('a text that is too long', () => {
  test('is cut, and the whole of it goes along as a file', () => {
    const text = literal('word '.repeat(10_000));
    const message = renderReply(reply(text));
    expect(checkMessage({ text: message.text, blocks: message.blocks } as never, nothing)).toEqual([]);
    const length = JSON.stringify(message.blocks).length;
    expect(length).toBeLessThan(limits.message.characters + 1_500);
    expect(message.uploads.map((it) => it.name)).toEqual(['whole-text.txt']);
    expect(new TextDecoder().decode(message.uploads[0]?.bytes)).toBe(plainText(text));
    expect(JSON.stringify(message.blocks)).toContain('See the rest in');
  });

  test('of a thousand lines stays within fifty blocks', () => {
    const text = joined(
      Array.from({ length: 1_000 }, (_, index) => md`- line ${index}\n\n> quoted\n\`code\``),
    );
    expect(checkMessage(renderReply(reply(text)) as never, nothing)).toEqual([]);
  });
});

describe("Slack's own mark-up", () => {
  test('is read back as what people saw', () => {
    expect(typedText('ask <@U1|ada> in <#C1|general>, see <https://x.org/?a=1&amp;b=2|the page>')).toBe(
      'ask @ada in #general, see https://x.org/?a=1&b=2',
    );
    expect(typedText('<!here> <mailto:a@b.c|a@b.c> &lt;tag&gt; &amp;amp;')).toBe('@here a@b.c <tag> &amp;');
  });

  test('of anything escaped is that thing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(typedText(escapeText(text))).toBe(text);
      }),
      runs(1_000),
    );
  });
});
