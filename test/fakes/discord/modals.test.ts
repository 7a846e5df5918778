import {
  LabelBuilder,
  ModalBuilder,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import { afterAll, describe, expect, test } from 'vitest';
import { codeOf } from './bot.ts';
import { type Button, button, type Chat, row, type Submit, startStage } from './stage.ts';

const { answering, client, discord, outcome, place, stop } = await startStage();
afterAll(stop);

describe('a modal', () => {
  const modal = () =>
    new ModalBuilder()
      .setCustomId('form')
      .setTitle('What broke?')
      .addLabelComponents(
        new LabelBuilder()
          .setLabel('Cause')
          .setTextInputComponent(
            new TextInputBuilder().setCustomId('cause').setStyle(TextInputStyle.Paragraph).setMaxLength(20),
          ),
        new LabelBuilder()
          .setLabel('Audience')
          .setStringSelectMenuComponent(
            new StringSelectMenuBuilder()
              .setCustomId('audience')
              .setOptions(
                { label: 'Only me', value: 'private', default: true },
                { label: 'Everybody', value: 'community' },
              ),
          ),
      );

  test('opens, keeps its defaults, and is submitted by labels or ids', async () => {
    const { ada, channel } = place();
    answering(async (it: Chat | Submit) => {
      if (it.isModalSubmit()) {
        const audience = it.fields.getStringSelectValues('audience');
        await it.reply(`${it.customId} ${it.fields.getTextInputValue('cause')} ${audience}`);
      } else await it.showModal(modal());
    });
    const opened = await ada.slash(channel, 'log', { text: 'x' });
    expect(opened.modal).toMatchObject({ title: 'What broke?', customId: 'form' });
    expect((await ada.submitModal(opened, { Cause: 'a race\nof two' })).text).toBe(
      'form a race\nof two private',
    );
    expect((await ada.submitModal(opened, { cause: 'x', Audience: ['Everybody'] })).text).toBe(
      'form x community',
    );
    await expect(ada.submitModal(opened, {})).rejects.toThrow('must be filled in');
    await expect(ada.submitModal(opened, { Cause: 'x'.repeat(21) })).rejects.toThrow('longer than 20');
    await expect(ada.submitModal(opened, { Nothing: 'x' })).rejects.toThrow('no "Nothing"');
  });

  test('from a button carries its message, which the answer may update', async () => {
    const { ada, channel } = place();
    answering((it: Chat) => it.reply({ content: 'Entry', components: [row(button('Edit'))] }));
    const entry = await ada.slash(channel, 'log', { text: 'x' });
    answering((it: Button) => it.showModal(modal()));
    const opened = await ada.press(entry.message!, 'Edit');
    answering((it: Submit) =>
      it.isFromMessage() ? it.update('Entry, mended') : Promise.reject(new Error('no message')),
    );
    expect(await ada.submitModal(opened, { Cause: 'x' })).toMatchObject({
      type: 7,
      text: 'Entry, mended',
      message: entry.message,
    });
  });

  test('cannot answer a modal, nor come after a defer', async () => {
    const { ada, channel } = place();
    answering((it: Chat) => it.showModal(modal()));
    const opened = await ada.slash(channel, 'log', { text: 'x' });
    let code: unknown;
    answering(async (it: Submit) => {
      const body = { type: 9, data: modal().toJSON() };
      code = await codeOf(
        client.rest.post(`/interactions/${it.id}/${it.token}/callback`, { body, auth: false }),
      );
      await it.reply('fine');
    });
    await ada.submitModal(opened, { Cause: 'x' });
    expect(code).toBe(50035);
    expect(discord.takeViolations()).toMatchObject([{ path: 'type' }]);
    answering(async (it: Chat) => {
      await it.deferReply();
      it.deferred = false;
      await it.showModal(modal());
    });
    await ada.slash(channel, 'log', { text: 'x' });
    expect(await outcome()).toBe(40060);
  });
});

test('takes every kind of field', async () => {
  const { ada, channel } = place();
  const choices = ['A', 'B'].map((label) => ({ label, value: label.toLowerCase() }));
  const field = (label: string, component: object) => ({ type: 18, label, component });
  const data = {
    custom_id: 'all',
    title: 'All',
    components: [
      field('Radio', { type: 21, custom_id: 'r', options: choices }),
      field('Boxes', { type: 22, custom_id: 'c', options: choices, min_values: 0, max_values: 2 }),
      field('Box', { type: 23, custom_id: 'b' }),
      field('File', { type: 19, custom_id: 'f' }),
      field('Friend', { type: 5, custom_id: 'u', required: false, min_values: 0 }),
    ],
  };
  let received: unknown;
  answering(async (it: Chat | Submit) => {
    if (!it.isModalSubmit()) {
      const route = `/interactions/${it.id}/${it.token}/callback` as const;
      await client.rest.post(route, { body: { type: 9, data }, auth: false });
      return;
    }
    received = [
      it.fields.getRadioGroup('r'),
      it.fields.getCheckboxGroup('c'),
      it.fields.getCheckbox('b'),
      it.fields.getUploadedFiles('f')?.map((file) => file.name),
      it.fields.getSelectedUsers('u')?.size,
    ];
    await it.reply('ok');
  });
  const opened = await ada.slash(channel, 'log', { text: 'x' });
  const upload = { fileName: 'log.txt', bytes: Uint8Array.of(1) };
  await ada.submitModal(opened, { Radio: 'B', Boxes: ['A', 'B'], Box: true, File: [upload] });
  expect(received).toEqual(['b', ['a', 'b'], true, ['log.txt'], undefined]);
});

describe('a modal is refused for', () => {
  const input = (more: object = {}) => ({ type: 4, style: 1, custom_id: 'a', ...more });
  const label = (component: object, more: object = {}) => ({ type: 18, label: 'A', component, ...more });
  const one = (component: object, more: object = {}) => ({ components: [label(component, more)] });
  const inside = 'data.components.0.component';
  const wrong: [string, object, string][] = [
    ['a title of 46', { title: 'x'.repeat(46) }, 'data.title BASE_TYPE_MAX_LENGTH'],
    ['a custom id of 101', { custom_id: 'x'.repeat(101) }, 'data.custom_id BASE_TYPE_MAX_LENGTH'],
    ['no components', { components: [] }, 'data.components BASE_TYPE_MIN_LENGTH'],
    [
      'six components',
      { components: [...Array(6)].map((_, index) => label(input({ custom_id: `${index}` }))) },
      'data.components BASE_TYPE_BAD_LENGTH',
    ],
    [
      'a label of 46',
      one(input(), { label: 'x'.repeat(46) }),
      'data.components.0.label BASE_TYPE_MAX_LENGTH',
    ],
    [
      'a description of 101',
      one(input(), { description: 'x'.repeat(101) }),
      'data.components.0.description BASE_TYPE_MAX_LENGTH',
    ],
    [
      'a placeholder of 101',
      one(input({ placeholder: 'x'.repeat(101) })),
      `${inside}.placeholder BASE_TYPE_MAX_LENGTH`,
    ],
    ['a value of 4,001', one(input({ value: 'x'.repeat(4_001) })), `${inside}.value BASE_TYPE_MAX_LENGTH`],
    [
      'a value over its own limit',
      one(input({ value: 'xxx', max_length: 2 })),
      `${inside}.value BASE_TYPE_MAX_LENGTH`,
    ],
    ['a label inside a label', one(input({ label: 'x' })), `${inside}.label TEXT_INPUT_LABEL_IN_LABEL`],
    ['an unknown field', one(input({ multiline: true })), `${inside}.multiline UNKNOWN_FIELD`],
    [
      'a text input without label',
      { components: [{ type: 1, components: [input()] }] },
      'data.components.0.components.0.label BASE_TYPE_REQUIRED',
    ],
    [
      'a button',
      { components: [{ type: 2, style: 1, custom_id: 'x', label: 'x' }] },
      'data.components.0.type UNION_TYPE_CHOICES',
    ],
    [
      'a custom id twice',
      { components: [label(input()), label(input())] },
      'data.components.1.component.custom_id COMPONENT_CUSTOM_ID_DUPLICATED',
    ],
    [
      'a select that is greyed out',
      one({ type: 3, custom_id: 's', disabled: true, options: [{ label: 'a', value: 'a' }] }),
      `${inside}.disabled MODAL_SELECT_DISABLED`,
    ],
  ];

  test.each(wrong)('%s', async (_, more, expected) => {
    const { ada, channel } = place();
    const data = { custom_id: 'form', title: 'Form', ...one(input()), ...more };
    answering(async (it: Chat) => {
      const route = `/interactions/${it.id}/${it.token}/callback` as const;
      const code = await codeOf(client.rest.post(route, { body: { type: 9, data }, auth: false }));
      await it.reply(String(code));
    });
    expect((await ada.slash(channel, 'log', { text: 'x' })).text).toBe('50035');
    expect(discord.takeViolations().map((it) => `${it.path} ${it.code}`)).toEqual([expected]);
  });
});

test('none of this broke a rule of Discord’s', () => {
  discord.expectNoViolations();
});
