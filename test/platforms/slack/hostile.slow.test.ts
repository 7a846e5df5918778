import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { literal } from '../../../src/chat/markdown.ts';
import type { RenderedReply } from '../../../src/chat/rendered.ts';
import { isBlank } from '../../../src/core/log/index.ts';
import { quiet } from '../../../src/platforms/slack/messenger.ts';
import { plainObject, renderReply, type SlackMessage } from '../../../src/platforms/slack/render.ts';
import { renderForm, renderHome, renderReplyView } from '../../../src/platforms/slack/render-form.ts';
import { deep, seed } from '../../deep.ts';
import { checkMessage } from '../../fakes/slack/block-kit/check.ts';
import type { FakeChannel } from '../../fakes/slack/driver/channel.ts';
import type { FakeUser } from '../../fakes/slack/index.ts';
import type { Json } from '../../fakes/slack/json.ts';
import { readTextObject } from '../../fakes/slack/text/read.ts';
import { hostilePieces, hostileTexts } from './hostile-text.ts';
import { openSlackHarness, type SlackHarness, submitted } from './slack-harness.ts';
import { mischief, mischiefOfBlocks } from './wire.ts';

const replyOf = (typed: string): RenderedReply => ({
  code: 'test',
  visibility: 'public',
  text: literal(typed),
});

/** A message as it stands in the request. */
const onTheWire = ({ text, blocks }: SlackMessage) => {
  const body = JSON.parse(JSON.stringify({ text, blocks, ...quiet })) as { text: string; blocks: Json[] };
  return { ...body, mrkdwn: quiet.mrkdwn, parse: quiet.parse };
};

const broken = (texts: readonly string[], look: (typed: string) => string[]): string[] =>
  texts.flatMap(look).slice(0, 5);

describe('10,000 hostile texts, as they are rendered', () => {
  const texts = hostileTexts(10_000, seed);

  test('arrive as they were typed, and mention, link and format nothing', () => {
    expect(broken(texts, (typed) => mischief(typed, onTheWire(renderReply(replyOf(typed)))))).toEqual([]);
  });

  test('do so in modals and on the Home tab', () => {
    const look = (typed: string): string[] => {
      const modal = renderReplyView(replyOf(typed), '');
      const home = renderHome({
        parts: [
          { type: 'text', text: literal(typed) },
          { type: 'item', text: typed, menu: [] },
        ],
      });
      const [text, item] = JSON.parse(JSON.stringify(home.blocks)) as [Json, Json];
      return [
        ...mischiefOfBlocks(typed, JSON.parse(JSON.stringify(modal.blocks)) as Json[]),
        ...mischiefOfBlocks(typed, [text]),
        ...mischiefOfBlocks(typed, [item]),
      ];
    };
    expect(broken(texts, look)).toEqual([]);
  });

  test('do so on buttons, in menus and in the fields of forms, as far as there is room', () => {
    const look = (typed: string): string[] => {
      const label = readTextObject(plainObject(typed, 75));
      const field = { name: 'text', label: 'Text', kind: 'paragraph', value: typed } as const;
      const form = renderForm({ title: 'x', id: 'a~b', fields: [field] }, '');
      const [input] = JSON.parse(JSON.stringify(form.blocks)) as [{ element: { initial_value: string } }];
      return [
        ...(typed.startsWith(label.text.replace(/…$/, '')) ? [] : [`a label says ${label.text}`]),
        ...label.emoji,
        ...(input.element.initial_value === typed ? [] : [`a field says ${input.element.initial_value}`]),
      ];
    };
    expect(broken(texts, look)).toEqual([]);
  });
});

describe('hostile texts, over the wire', () => {
  let harness: SlackHarness;
  let ada: FakeUser;
  let general: FakeChannel;
  beforeAll(async () => {
    harness = await openSlackHarness();
    harness.slack.rateLimits.enabled = false;
    ada = harness.team.addUser({ name: 'ada' });
    general = harness.team.addChannel({ name: 'general', botIn: true });
  });
  afterAll(() => harness.close());

  const last = (place: FakeChannel) => place.messages.at(-1)!.record;
  const send = async (typed: string) => {
    const to = { platform: 'slack', team: harness.team.id, channel: general.id };
    const sent = await harness.platform.messenger.send(to, replyOf(typed), 'd1');
    if (!sent.ok) throw new Error(sent.detail);
    return sent.post;
  };

  test('that the bot sends by itself arrive as they were typed', async () => {
    for (const typed of hostileTexts(deep ? 10_000 : 150, seed)) {
      await send(typed);
      expect(mischief(typed, last(general))).toEqual([]);
      general.record.messages.length = 0;
      harness.slack.requests.length = 0;
    }
    harness.slack.expectNoViolations();
  });

  test('do so when Slack refuses the blocks, and when they are edited', async () => {
    for (const typed of hostileTexts(deep ? 1_000 : 30, seed + 1)) {
      harness.slack.faults.error('chat.postMessage', 'invalid_blocks');
      const post = await send(typed);
      const alone = last(general);
      expect(alone.blocks).toEqual([]);
      expect(mischief(typed, alone).filter((it) => !it.startsWith('the message draws'))).toEqual([]);
      await harness.platform.messenger.edit(post, replyOf(`${typed}!`));
      expect(mischief(`${typed}!`, last(general))).toEqual([]);
    }
    harness.slack.expectNoViolations();
  });

  test('that members type into a form are kept, shown and offered again as they were typed', async () => {
    for (const typed of hostileTexts(deep ? 200 : 4, seed + 2).filter((it) => !isBlank(it))) {
      const done = await submitted(ada, await ada.slash(general, '/shipmate log'), { text: typed });
      const person = await harness.store.people.findByIdentity({
        platform: 'slack',
        team: harness.team.id,
        user: ada.id,
      });
      const [entry] = await harness.store.entries.list(person!.id, {}, { limit: 1 });
      const answer = done.ephemeral.at(-1)!;
      expect(answer.text).toContain(entry!.text);
      expect(answer.pings).toEqual([]);
      expect(answer.reading.links).toEqual([]);
      expect(answer.reading.emoji).toEqual([]);
      const card = await ada.press(answer, 'Edit');
      expect(JSON.stringify(card.view?.blocks)).toContain(JSON.stringify(entry!.text));
      await ada.closeView(ada.modal!);
    }
    harness.slack.expectNoViolations();
  });
});

describe('a renderer with a fault is found out', () => {
  const texts = [...hostilePieces, ...hostileTexts(200, seed)].filter((typed) => typed.trim() !== '');
  const found = (render: (typed: string) => SlackMessage): string[] =>
    texts.flatMap((typed) => mischief(typed, onTheWire(render(typed))));
  const right = (typed: string) => renderReply(replyOf(typed));
  const section = (text: string, rest: object = {}): SlackMessage =>
    ({
      text: '',
      blocks: [{ type: 'section', text: { type: 'mrkdwn', text, ...rest } }],
      uploads: [],
    }) as never;

  test('the right one has none', () => {
    expect(found(right)).toEqual([]);
    for (const typed of hostilePieces)
      expect(checkMessage(right(typed) as never, () => undefined)).toEqual([]);
  });

  test.each<[string, (typed: string) => SlackMessage, RegExp]>([
    [
      'strips what looks like a mention',
      (it) => right(it.replace(/<[!@#][^>]*>/g, '')),
      /^the message says "/,
    ],
    ['strips what nobody sees', (it) => right(it.replace(/\p{Cf}/gu, '')), /^the message says "/],
    ['trims', (it) => right(it.trim()), /says/],
    [
      'does not escape the notification',
      (it) => ({ ...right(it), text: it }),
      /the notification mentions: here/,
    ],
    [
      'escapes the notification twice',
      (it) => ({ ...right(it), text: escapedTwice(right(it).text) }),
      /says/,
    ],
    ['escapes rich text', (it) => right(it.replaceAll('<', '&lt;')), /^the message says/],
    ['does not escape a section', (it) => section(it), /the message mentions: channel/],
    [
      'leaves mrkdwn in a section',
      (it) => section(it.replaceAll('<', '&lt;')),
      /the message formats as bold/,
    ],
    ['leaves addresses in a section', (it) => section(it), /the message links: ada@example.org/],
    ['links what looks like an address', (it) => linking(it), /the message links: https:/],
    ['makes emoji of codes', (it) => section(it), /the message draws :smile:/],
  ])('one that %s', (_what, render, words) => {
    expect(found(render).some((it) => words.test(it))).toBe(true);
  });

  test('one that leaves the reading of addresses to Slack', () => {
    const { parse: _left, ...loud } = onTheWire(right('see https://example.org/a'));
    expect(mischief('see https://example.org/a', loud)).toEqual([
      'the notification links: https://example.org/a',
    ]);
  });

  test('one that lets Slack format the notification', () => {
    expect(mischief('*bold*', { ...onTheWire(right('*bold*')), mrkdwn: true })).toEqual([
      'the notification formats as bold: bold',
    ]);
  });
});

const escapedTwice = (text: string): string => text.replaceAll('&', '&amp;');

const linking = (typed: string): SlackMessage => {
  const message = renderReply(replyOf(typed));
  const elements = [{ type: 'link', url: 'https://example.org', text: typed }];
  return {
    ...message,
    blocks: [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }] as never,
  };
};
