import { describe, expect, test } from 'vitest';
import { literal, md } from '../../../src/chat/markdown.ts';
import type { RenderedButton, RenderedForm, RenderedReply } from '../../../src/chat/rendered.ts';
import { renderChoices, renderReply } from '../../../src/platforms/discord/render.ts';
import { renderForm } from '../../../src/platforms/discord/render-form.ts';
import * as bodies from '../../fakes/discord/checks/bodies.ts';
import { readDiscord } from './reader.ts';

const reply = (more: Partial<RenderedReply> = {}): RenderedReply => ({
  code: 'test',
  visibility: 'private',
  text: md`Done.`,
  ...more,
});
const button = (id: string, more: Partial<RenderedButton> = {}): RenderedButton => ({
  id,
  label: id,
  style: 'secondary',
  opensForm: false,
  ...more,
});

/** Renders and checks against Discord's own schemas. */
function rendered(given: RenderedReply) {
  const message = renderReply(given);
  const files = message.files.map((it, index) => ({ field: `files[${index}]`, name: it.name })) as never;
  expect(bodies.createMessage(message.body, { at: [], flags: 4, files })).toEqual([]);
  return message;
}

describe('a reply on Discord', () => {
  test('never pings, whoever it names', () => {
    expect(rendered(reply({ text: literal('@everyone <@1>') })).body.allowed_mentions).toEqual({ parse: [] });
  });

  test('over 2,000 characters is cut, says so, and brings the whole along as a file', () => {
    const { body, files } = rendered(reply({ text: literal('a*'.repeat(1_500)) }));
    expect(body.content.length).toBeLessThanOrEqual(2_000);
    expect(readDiscord(body.content).text).toMatch(/^(a\*)+a?…\nThe rest is in the attached file\.$/);
    expect(files.map((it) => it.name)).toEqual(['whole-text.txt']);
    expect(new TextDecoder().decode(files[0]!.data as Uint8Array)).toBe('a*'.repeat(1_500));
  });

  test('of exactly 2,000 characters is left as it is', () => {
    const { body, files } = rendered(reply({ text: literal('a'.repeat(2_000)) }));
    expect(body.content).toBe('a'.repeat(2_000));
    expect(files).toEqual([]);
  });

  test('shows its fields under their names', () => {
    const { body } = rendered(reply({ fields: [{ name: 'Zone *', value: md`Lisbon` }] }));
    expect(readDiscord(body.content).text).toBe('Done.\nZone *\nLisbon');
  });

  test('carries a picture with its description, and a file', () => {
    const { body, files } = rendered(
      reply({
        picture: {
          png: new Uint8Array(9),
          alt: 'x'.repeat(2_000),
          fileName: 'year.png',
          width: 1,
          height: 1,
        },
        file: { name: 'log.json', contentType: 'application/json', bytes: new Uint8Array(3) },
      }),
    );
    expect(body.attachments[0]?.description).toHaveLength(1_024);
    expect(files.map((it) => it.name)).toEqual(['year.png', 'log.json']);
  });

  test('names a file that is too big instead of failing', () => {
    const bytes = new Uint8Array(11 * 1024 * 1024);
    const { body, files } = rendered(reply({ file: { name: 'log.json', contentType: 'x', bytes } }));
    expect(files).toEqual([]);
    expect(body.content).toContain('log.json is too big');
  });

  test('breaks long rows of buttons, shows an id once, and stays within five rows', () => {
    const many = Array.from({ length: 33 }, (_, index) =>
      button(`b${index % 30}`, { label: 'l'.repeat(90) }),
    );
    const { body } = rendered(reply({ buttons: [many] }));
    expect(body.components.map((row) => row.components.length)).toEqual([5, 5, 5, 5, 5]);
  });

  test('offers at most 25 choices, each once', () => {
    const choices = Array.from({ length: 40 }, (_, index) => ({
      value: `v${index % 30}`,
      label: 'l'.repeat(120),
    }));
    const { body } = rendered(reply({ select: { id: 's', placeholder: 'p'.repeat(200), choices } }));
    expect(body.components).toHaveLength(1);
    const [menu] = body.components[0]!.components as { options: unknown[] }[];
    expect(menu?.options).toHaveLength(25);
  });

  test('without choices has no menu, and without anything still says something', () => {
    const { body } = rendered(reply({ text: md``, select: { id: 's', placeholder: 'p', choices: [] } }));
    expect(body.components).toEqual([]);
    expect(body.content).toBe('…');
  });

  test('takes away the buttons and files of what it replaces', () => {
    const { body } = rendered(reply());
    expect([body.components, body.attachments]).toEqual([[], []]);
  });
});

describe('a form on Discord', () => {
  const form: RenderedForm = {
    id: 'log.entry~abc',
    title: 'T'.repeat(60),
    fields: [
      { name: 'text', label: 'L'.repeat(60), kind: 'paragraph', required: true, value: 'v'.repeat(5_000) },
      {
        name: 'line',
        label: 'Line',
        kind: 'line',
        value: 'two\nlines',
        placeholder: 'p'.repeat(120),
        hint: 'h'.repeat(120),
      },
      {
        name: 'audience',
        label: 'Who',
        kind: 'choice',
        value: 'v29',
        choices: Array.from({ length: 30 }, (_, index) => ({ value: `v${index}`, label: `${index}` })),
      },
    ],
  };

  test('is a modal within every limit', () => {
    const modal = renderForm(form);
    const place = { at: [], flags: 0, files: [] };
    expect(bodies.callback({ type: 9, data: modal }, [9], place)).toEqual([]);
    expect(modal.title).toHaveLength(45);
  });

  test('keeps what was chosen among the choices shown, and a line on one line', () => {
    const [, line, audience] = renderForm(form).components as {
      component: { value?: string; options?: { value: string; default?: boolean }[] };
    }[];
    expect(line?.component.value).toBe('two lines');
    expect(audience?.component.options?.filter((it) => it.default).map((it) => it.value)).toEqual(['v29']);
  });
});

describe('suggestions on Discord', () => {
  test('leave out what cannot be a value, and shorten what is shown', () => {
    const found = renderChoices([
      { value: '', label: 'nothing' },
      { value: 'x'.repeat(101), label: 'too long' },
      { value: 'Europe/Lisbon', label: 'L'.repeat(120), hint: 'now 09:00' },
    ]);
    expect(found.map((it) => it.value)).toEqual(['Europe/Lisbon']);
    expect(found[0]?.name).toHaveLength(100);
  });
});
