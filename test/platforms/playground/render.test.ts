import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { literal, md } from '../../../src/chat/markdown.ts';
import type { RenderedReply } from '../../../src/chat/rendered.ts';
import { limits } from '../../../src/platforms/playground/limits.ts';
import { contentJson, renderReply, renderWords } from '../../../src/platforms/playground/render.ts';

const reply = (more: Partial<RenderedReply>): RenderedReply => ({
  code: 'test',
  visibility: 'public',
  text: md`Hello **you**`,
  ...more,
});
const json = (it: RenderedReply) => contentJson(renderReply(it).content, 'public');
const button = (id: string) => ({ label: id, id, style: 'secondary' as const, opensForm: false });

describe('a rendered reply', () => {
  it('has its text plain and as a tree', () => {
    expect(json(reply({}))).toMatchObject({
      text: 'Hello you',
      blocks: [
        {
          type: 'line',
          children: [
            { type: 'text', text: 'Hello ' },
            { type: 'bold', children: [{ type: 'text', text: 'you' }] },
          ],
        },
      ],
    });
  });

  it('shows the words of a person unchanged, whatever they hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (words) => {
        expect(contentJson(renderWords(words), 'public').text).toBe(words);
      }),
    );
  });

  it('keeps a long text whole, as a file', () => {
    const words = 'x'.repeat(limits.text + 1);
    const { content, files } = renderReply(reply({ text: literal(words) }));
    expect(content.text.length).toBeLessThan(limits.text + 100);
    expect(content.file?.name).toBe('whole-text.txt');
    expect(Buffer.from(files[0]!.bytes).toString()).toBe(words);
  });

  it('never cuts a character in half', () => {
    const { content } = renderReply(reply({ text: literal(`x${'😀'.repeat(limits.text)}`) }));
    expect(content.text.isWellFormed()).toBe(true);
  });

  it('breaks rows of more than five buttons and leaves out what no platform shows', () => {
    const rows = json(reply({ buttons: [Array.from({ length: 40 }, (_, at) => button(`b${at}`))] })).buttons;
    expect(rows?.map((row) => row.length)).toEqual([5, 5, 5, 5, 5]);
  });

  it('says so when a file is too big, and still sends the text', () => {
    const bytes = new Uint8Array(limits.file + 1);
    const { content, files } = renderReply(
      reply({ file: { name: 'big.json', contentType: 'application/json', bytes } }),
    );
    expect(files).toEqual([]);
    expect(contentJson(content, 'public').text).toBe('Hello you\nbig.json is too big to attach here.');
  });

  it('gives the same picture the same address', () => {
    const picture = { png: new Uint8Array([1, 2]), alt: 'a year', fileName: 'y.png', width: 2, height: 1 };
    expect(json(reply({ picture })).picture?.url).toBe(json(reply({ picture })).picture?.url);
    expect(json(reply({ picture }))).toMatchObject({ picture: { alt: 'a year', width: 2, height: 1 } });
  });
});
