import { DiscordAPIError, type REST, Routes } from 'discord.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeOf, restClient } from './bot.ts';
import { type FakeChannel, type FakeDiscord, startFakeDiscord } from './index.ts';

let discord: FakeDiscord;
let rest: REST;
let channel: FakeChannel;

beforeAll(async () => {
  discord = await startFakeDiscord({ rateLimits: false });
  rest = restClient(discord);
  channel = discord.addGuild().systemChannel!;
});
afterAll(() => discord.close());

/** Sends a body that is to be refused; the places and codes of the violations recorded for it. */
async function refused(body: unknown, files: object[] = []): Promise<string[]> {
  const request = rest.post(Routes.channelMessages(channel.id), { body, files: files as never });
  expect(await codeOf(request)).toBe(50035);
  return discord.takeViolations().map((it) => `${it.path} ${it.code}`);
}

const button = (more: object = {}) => ({ type: 2, style: 1, label: 'Go', custom_id: 'go', ...more });
const row = (...components: object[]) => ({ type: 1, components });
const select = (more: object = {}) => ({
  type: 3,
  custom_id: 's',
  options: [{ label: 'A', value: 'a' }],
  ...more,
});
const embed = (length: number) => ({ description: 'x'.repeat(length) });
const twice = <T>(it: T): T[] => [it, it];

const wrong: [string, unknown, string][] = [
  ['content of 2,001', { content: 'x'.repeat(2_001) }, 'content BASE_TYPE_MAX_LENGTH'],
  ['content of another type', { content: 5 }, 'content BASE_TYPE_BAD_TYPE'],
  ['an unknown field', { content: 'x', colour: 1 }, 'colour UNKNOWN_FIELD'],
  ['an unknown field of an embed', { embeds: [{ title: 'x', colour: 1 }] }, 'embeds.0.colour UNKNOWN_FIELD'],
  [
    'an unknown field of a button',
    { components: [row(button({ text: 'x' }))] },
    'components.0.components.0.text UNKNOWN_FIELD',
  ],
  [
    'a label of 81',
    { components: [row(button({ label: 'x'.repeat(81) }))] },
    'components.0.components.0.label BASE_TYPE_MAX_LENGTH',
  ],
  [
    'a custom id of 101',
    { components: [row(button({ custom_id: 'x'.repeat(101) }))] },
    'components.0.components.0.custom_id BASE_TYPE_MAX_LENGTH',
  ],
  [
    'a custom id twice',
    { components: [row(button(), button())] },
    'components.0.components.1.custom_id COMPONENT_CUSTOM_ID_DUPLICATED',
  ],
  [
    'a button without a custom id',
    { components: [row({ type: 2, style: 1, label: 'x' })] },
    'components.0.components.0.custom_id BASE_TYPE_REQUIRED',
  ],
  [
    'a button without a label',
    { components: [row({ type: 2, style: 1, custom_id: 'x' })] },
    'components.0.components.0.label BASE_TYPE_REQUIRED',
  ],
  [
    'six rows',
    { components: [...Array(6)].map((_, index) => row(button({ custom_id: `${index}` }))) },
    'components BASE_TYPE_BAD_LENGTH',
  ],
  [
    'six buttons in a row',
    { components: [row(...[...Array(6)].map((_, index) => button({ custom_id: `${index}` })))] },
    'components.0.components BASE_TYPE_MAX_LENGTH',
  ],
  [
    'a select beside a button',
    { components: [row(button(), select())] },
    'components.0.components COMPONENT_LAYOUT_WIDTH_EXCEEDED',
  ],
  [
    'a select with a value twice',
    { components: [row(select({ options: twice({ label: 'A', value: 'a' }) }))] },
    'components.0.components.0.options.1.value SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
  ],
  [
    '26 options',
    {
      components: [
        row(select({ options: [...Array(26)].map((_, index) => ({ label: 'x', value: `${index}` })) })),
      ],
    },
    'components.0.components.0.options BASE_TYPE_MAX_LENGTH',
  ],
  ['11 embeds', { embeds: [...Array(11)].map(() => embed(1)) }, 'embeds BASE_TYPE_MAX_LENGTH'],
  ['embeds of 6,001', { embeds: [embed(4_000), embed(2_001)] }, 'embeds MAX_EMBED_SIZE_EXCEEDED'],
  ['an empty embed', { embeds: [{}] }, 'embeds.0.description BASE_TYPE_REQUIRED'],
  [
    'a field without a value',
    { embeds: [{ fields: [{ name: 'a', value: '' }] }] },
    'embeds.0.fields.0.value BASE_TYPE_REQUIRED',
  ],
  [
    'a field value of 1,025',
    { embeds: [{ fields: [{ name: 'a', value: 'x'.repeat(1_025) }] }] },
    'embeds.0.fields.0.value BASE_TYPE_MAX_LENGTH',
  ],
  ['a nonce of 26', { content: 'x', nonce: 'n'.repeat(26) }, 'nonce BASE_TYPE_MAX_LENGTH'],
  ['enforce_nonce without a nonce', { content: 'x', enforce_nonce: true }, 'nonce BASE_TYPE_REQUIRED'],
  ['the ephemeral flag in a channel', { content: 'x', flags: 64 }, 'flags MESSAGE_FLAGS_INVALID'],
  [
    'parse and a list of the same',
    { content: 'x', allowed_mentions: { parse: ['users'], users: ['1'] } },
    'allowed_mentions MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
  ],
  [
    'components V2 with content',
    { content: 'x', flags: 1 << 15, components: [{ type: 10, content: 'x' }] },
    'content MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
  ],
  [
    'components V2 without the flag',
    { components: [{ type: 10, content: 'x' }] },
    'components.0.type UNION_TYPE_CHOICES',
  ],
  [
    '41 components',
    {
      flags: 1 << 15,
      components: [{ type: 17, components: [...Array(40)].map(() => ({ type: 10, content: 'x' })) }],
    },
    'components COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
  ],
  [
    'a picture that is not attached',
    { embeds: [{ image: { url: 'attachment://no.png' } }] },
    'attachments ATTACHMENT_NOT_FOUND',
  ],
  [
    'an attachment without its file',
    { content: 'x', attachments: [{ id: '0', filename: 'a' }] },
    'attachments.0.id ATTACHMENT_NOT_FOUND',
  ],
];

describe('a message is refused for', () => {
  test.each(wrong)('%s', async (_, body, expected) => {
    expect(await refused(body)).toEqual([expected]);
    expect(discord.messages(channel)).toEqual([]);
  });

  test('being empty, with a code of its own', async () => {
    expect(await codeOf(rest.post(Routes.channelMessages(channel.id), { body: { content: ' ' } }))).toBe(
      50006,
    );
    expect(discord.takeViolations()).toMatchObject([{ code: 'EMPTY_MESSAGE' }]);
  });

  test('a file of over 10 MiB', async () => {
    const files = [
      { name: 'big.bin', data: Buffer.alloc(10 * 1024 * 1024 + 1), contentType: 'application/octet-stream' },
    ];
    expect(await codeOf(rest.post(Routes.channelMessages(channel.id), { body: {}, files }))).toBe(40005);
  });

  test('in Discord’s nested shape, which discord.js reads out', async () => {
    const body = { components: [row(button({ label: 'x'.repeat(81) }))] };
    const error = await rest.post(Routes.channelMessages(channel.id), { body }).catch((it: unknown) => it);
    expect(error).toBeInstanceOf(DiscordAPIError);
    expect((error as DiscordAPIError).message).toBe(
      'Invalid Form Body\ncomponents[0].components[0].label[BASE_TYPE_MAX_LENGTH]: Must be 80 or fewer in length.',
    );
    expect(() => discord.expectNoViolations()).toThrow(
      'POST /channels/:id/messages: components.0.components.0.label',
    );
    discord.takeViolations();
  });
});

test('what just fits is taken', async () => {
  const body = {
    content: 'x'.repeat(2_000),
    embeds: [embed(4_000), embed(2_000)],
    components: [...Array(5)].map((_, line) =>
      row(
        ...[...Array(5)].map((__, place) =>
          button({ label: 'x'.repeat(80), custom_id: `${line}.${place}`.padEnd(100, 'x') }),
        ),
      ),
    ),
    nonce: 'n'.repeat(25),
  };
  expect(await codeOf(rest.post(Routes.channelMessages(channel.id), { body }))).toBe('ok');
  discord.expectNoViolations();
});

describe('a command is refused for', () => {
  const command = (more: object = {}) => ({ name: 'log', description: 'Logs.', ...more });
  const option = (more: object = {}) => ({ type: 3, name: 'text', description: 'Text.', ...more });
  const options = (...list: object[]) => [command({ options: list })];
  const wrongOnes: [string, unknown[], string][] = [
    ['capitals in its name', [command({ name: 'Log' })], '0.name APPLICATION_COMMAND_INVALID_NAME'],
    ['a blank in its name', [command({ name: 'log it' })], '0.name APPLICATION_COMMAND_INVALID_NAME'],
    ['a name of 33', [command({ name: 'x'.repeat(33) })], '0.name BASE_TYPE_MAX_LENGTH'],
    [
      'a description of 101',
      [command({ description: 'x'.repeat(101) })],
      '0.description BASE_TYPE_MAX_LENGTH',
    ],
    ['no description', [{ name: 'log' }], '0.description BASE_TYPE_REQUIRED'],
    [
      'a description in a menu',
      [{ name: 'Log this', type: 3, description: 'x' }],
      '0.description APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_CANNOT_BE_SET',
    ],
    ['an unknown field', [command({ permission: 1 })], '0.permission UNKNOWN_FIELD'],
    ['a name twice', twice(command()), '1.name APPLICATION_COMMANDS_DUPLICATE_NAME'],
    [
      'an option without description',
      options({ type: 3, name: 'text' }),
      '0.options.0.description BASE_TYPE_REQUIRED',
    ],
    [
      'an option name twice',
      options(option(), option()),
      '0.options.1.name APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATED',
    ],
    [
      'capitals in an option',
      options(option({ name: 'minLength' })),
      '0.options.0.name APPLICATION_COMMAND_INVALID_NAME',
    ],
    [
      'a required option after an optional one',
      options(option(), option({ name: 'b', required: true })),
      '0.options.1.required APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
    ],
    [
      'a subcommand beside an option',
      options(option(), option({ name: 'b', type: 1 })),
      '0.options APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
    ],
    [
      '26 options',
      options(...[...Array(26)].map((_, index) => option({ name: `o${index}` }))),
      '0.options BASE_TYPE_MAX_LENGTH',
    ],
    [
      'choices with autocomplete',
      options(option({ autocomplete: true, choices: [{ name: 'a', value: 'a' }] })),
      '0.options.0.autocomplete APPLICATION_COMMAND_OPTIONS_CHOICES_AND_AUTOCOMPLETE',
    ],
    ['an unknown context', [command({ contexts: [3] })], '0.contexts.0 BASE_TYPE_CHOICES'],
    [
      '101 commands',
      [...Array(101)].map((_, index) => command({ name: `c${index}` })),
      ' BASE_TYPE_MAX_LENGTH',
    ],
  ];

  test.each(wrongOnes)('%s', async (_, body, expected) => {
    expect(await codeOf(rest.put(Routes.applicationCommands(discord.applicationId), { body }))).toBe(50035);
    expect(discord.takeViolations().map((it) => `${it.path} ${it.code}`)).toEqual([expected]);
  });

  test('more than 8,000 characters in all', async () => {
    const choices = (letter: string) =>
      [...Array(25)].map((_, index) => ({
        name: `${letter}${index}`.padEnd(100, 'x'),
        value: 'x'.repeat(100),
      }));
    const body = [command({ options: ['a', 'b'].map((name) => option({ name, choices: choices(name) })) })];
    expect(await codeOf(rest.put(Routes.applicationCommands(discord.applicationId), { body }))).toBe(50035);
    expect(discord.takeViolations()).toMatchObject([{ path: '0', code: 'APPLICATION_COMMAND_TOO_LARGE' }]);
  });
});

test('a violation that no test took fails it at the latest when the fake is closed', async () => {
  const other = await startFakeDiscord();
  const channel = other.addGuild().systemChannel!;
  const body = { content: 'x'.repeat(2_001) };
  expect(await codeOf(restClient(other).post(Routes.channelMessages(channel.id), { body }))).toBe(50035);
  await expect(other.close()).rejects.toThrow('Must be 2000 or fewer in length');
});
