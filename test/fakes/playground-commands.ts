import { type Command, leaf } from '../../src/chat/command.ts';
import { code, codeBlock, joined, literal, md, quote } from '../../src/chat/markdown.ts';
import type { Form } from '../../src/chat/reply.ts';

/** A 2 x 1 PNG. */
const tinyPng = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAYAAAD0In+KAAAAEElEQVR4nGNkYPj/n4EIAAAGYAIB/gE2QAAAAABJRU5ErkJggg==',
  'base64',
);

const zones = ['Europe/Lisbon', 'Europe/London', 'Asia/Tokyo', 'America/New_York', 'UTC'];

const start: Command = {
  name: 'start',
  summary: 'Join, and choose your zone',
  group: 'first',
  leaf: leaf({
    summary: 'Join, and choose your zone',
    options: {
      zone: {
        kind: 'text',
        summary: 'Your time zone',
        suggest: async (typed) =>
          zones
            .filter((it) => it.toLowerCase().includes(typed.toLowerCase()))
            .map((it) => ({ value: it, label: it, hint: '09:30 there' })),
      },
      audience: {
        kind: 'choice',
        summary: 'Who may see your entries',
        choices: [
          { value: 'private', label: 'Only me' },
          { value: 'community', label: 'The community' },
        ],
      },
    },
    async run({ zone = 'UTC' }, { actor, eventId, services: { messengers, sign } }) {
      if (!zones.includes(zone))
        return {
          code: 'unknown-zone',
          visibility: 'private',
          text: md`I don't know the zone ${code(zone)}. Try ${code('Europe/Lisbon')}.`,
        };
      const messenger = messengers.get('playground');
      const dm = await messenger?.openDm(actor.identity);
      if (messenger && dm?.ok) await messenger.send(dm.destination, sign(prompt), `prompt:${eventId}`);
      return {
        code: 'started',
        visibility: 'private',
        text: md`Welcome aboard, **${actor.displayName ?? 'stranger'}**! I ask you every day at 18:00 (${zone}).`,
      };
    },
  }),
};

const prompt = {
  code: 'prompt',
  visibility: 'private',
  text: md`**What did you build today?** One line is enough.`,
  buttons: [
    [
      { label: 'Log it', style: 'primary', action: { name: 'log.open' } },
      { label: 'Snooze 1 h', action: { name: 'log.snooze' } },
      { label: 'Stop', style: 'danger', action: { name: 'log.stop' } },
    ],
  ],
} as const;

const form: Form = {
  title: 'What did you build?',
  submitLabel: 'Log it',
  action: { name: 'log.entry' },
  fields: [
    {
      name: 'text',
      label: 'What did you build?',
      kind: 'paragraph',
      required: true,
      placeholder: 'a URL shortener',
    },
    { name: 'minutes', label: 'Minutes', kind: 'line', hint: '1 to 1440' },
    {
      name: 'audience',
      label: 'Who may see it',
      kind: 'choice',
      value: 'private',
      choices: [
        { value: 'private', label: 'Only me' },
        { value: 'community', label: 'The community' },
      ],
    },
    {
      name: 'zone',
      label: 'Where',
      kind: 'line',
      suggest: { command: 'settings', subcommand: 'zone', option: 'zone' },
    },
  ],
};

const log: Command = {
  name: 'log',
  summary: 'Log what you built',
  group: 'first',
  directMessages: {
    written: async (message) => ({
      code: 'logged',
      visibility: 'private',
      text: md`Logged.\n${quote(message.text)}`,
      ...(message.repliesTo && { fields: [{ name: 'In reply to', value: literal(message.repliesTo) }] }),
    }),
    edited: async ({ text }) => ({
      code: 'retyped',
      visibility: 'private',
      text: md`I changed the entry too:\n${quote(text)}`,
    }),
    deleted: async () => ({
      code: 'delete-offered',
      visibility: 'private',
      text: md`You deleted that message. Should I delete the entry too?`,
      buttons: [[{ label: 'Delete it', style: 'danger', action: { name: 'log.undo' } }]],
    }),
  },
  leaf: leaf({
    summary: 'Log what you built',
    options: {
      text: { kind: 'text', summary: 'What you built', free: true },
      minutes: { kind: 'integer', summary: 'How long it took', min: 1, max: 1440 },
      tag: { kind: 'text', summary: 'A tag' },
    },
    opensForm: ({ text }) => text === undefined,
    async run({ text, minutes }) {
      if (text === undefined) return { code: 'form', form };
      return {
        code: 'logged',
        visibility: 'public',
        text: md`Logged. That makes **1 day**.\n${quote(text)}`,
        ...(minutes !== undefined && { fields: [{ name: 'Minutes', value: literal(String(minutes)) }] }),
        buttons: [[{ label: 'Undo', action: { name: 'log.undo' } }]],
      };
    },
  }),
  actions: {
    open: { opensForm: true, run: async () => ({ code: 'form', form }) },
    undo: {
      run: async () => ({
        code: 'undone',
        visibility: 'public',
        text: md`_Undone._ The entry is gone.`,
        replaces: true,
      }),
    },
    snooze: {
      run: async () => ({
        code: 'snoozed',
        visibility: 'private',
        text: md`Back in an hour.`,
        replaces: true,
      }),
    },
    stop: {
      run: async () => ({ code: 'stopped', visibility: 'private', text: md`I stay silent.`, replaces: true }),
    },
    pick: {
      run: async (_args, _context, values) => ({
        code: 'picked',
        visibility: 'private',
        text: md`You picked ${values.join(', ')}.`,
      }),
    },
  },
  forms: {
    entry: {
      form: async () => form,
      run: async ({ text = '', minutes = '' }) => {
        if (minutes !== '' && !/^\d+$/.test(minutes))
          return { code: 'wrong-form', errors: { minutes: 'Minutes must be a whole number, like 50.' } };
        return {
          code: 'logged',
          visibility: 'public',
          text: md`Logged. That makes **2 days**.\n${quote(text)}`,
        };
      },
    },
  },
};

const streak: Command = {
  name: 'streak',
  summary: 'Your streak, and the year in a picture',
  group: 'first',
  leaf: leaf({
    summary: 'Your streak',
    async run() {
      return {
        code: 'streak',
        visibility: 'private',
        text: md`**12 days** in a row. Longest: 30.`,
        picture: {
          png: tinyPng,
          alt: 'The year of ada: 200 of 365 days logged',
          fileName: 'streak.png',
          width: 640,
          height: 160,
        },
        file: {
          name: 'streak.csv',
          contentType: 'text/csv; charset=utf-8',
          bytes: Buffer.from('date,logged\n'),
        },
        fields: [
          { name: 'Freezes', value: md`1 of 2` },
          { name: 'Cadence', value: md`every day` },
        ],
        select: {
          placeholder: 'Show a year',
          action: { name: 'log.pick' },
          choices: [
            { value: '2026', label: '2026', hint: 'so far' },
            { value: '2025', label: '2025' },
          ],
        },
      };
    },
  }),
};

let met = 0;

const stuck: Command = {
  name: 'stuck',
  summary: 'Log what broke',
  group: 'first',
  leaf: leaf({
    summary: 'Log what broke',
    options: {
      text: { kind: 'text', summary: 'What broke', free: true },
      error: { kind: 'text', summary: 'The error' },
      cause: { kind: 'text', summary: 'Why' },
      fix: { kind: 'text', summary: 'What fixed it' },
    },
    async run({ text = '', error = '' }) {
      met += 1;
      return {
        code: 'logged',
        visibility: 'private',
        text: joined([quote(text), codeBlock(error), met > 1 && md`**Ada** had it too: the cause.`]),
      };
    },
  }),
};

const roundup: Command = {
  name: 'roundup',
  summary: 'The week',
  group: 'together',
  leaf: leaf({
    summary: 'The week',
    run: async () => ({
      code: 'roundup-preview',
      visibility: 'private',
      text: md`2 people showed up.`,
    }),
  }),
};

const settings: Command = {
  name: 'settings',
  summary: 'See and change your settings',
  group: 'first',
  subcommands: {
    show: leaf({
      summary: 'Show them',
      run: async () => ({ code: 'settings', visibility: 'private', text: md`- Zone: UTC\n- Nudge: on` }),
    }),
    zone: leaf({
      summary: 'Change your zone',
      options: {
        zone: {
          kind: 'text',
          summary: 'A city or a zone',
          required: true,
          suggest: async (typed) =>
            zones
              .filter((it) => it.toLowerCase().includes(typed.toLowerCase()))
              .map((it) => ({ value: it, label: it, hint: '09:30 there' })),
        },
      },
      run: async ({ zone }) => ({
        code: 'zone-changed',
        visibility: 'private',
        text: md`Your zone is ${zone}.`,
      }),
    }),
  },
};

const setup: Command = {
  name: 'setup',
  summary: 'Set this community up',
  group: 'more',
  access: 'organiser',
  communityOnly: true,
  leaf: leaf({
    summary: 'Set this community up',
    run: async () => ({ code: 'setup', visibility: 'private', text: md`All set.` }),
  }),
};

const crash: Command = {
  name: 'crash',
  summary: 'Breaks, to see what is said then',
  group: 'more',
  leaf: leaf({
    summary: 'Breaks',
    run: async () => {
      throw new Error('planted');
    },
  }),
};

/** A small bot of its own for the tests of the playground: every kind of answer once. */
export const fakeCommands: readonly Command[] = [start, log, streak, settings, stuck, roundup, setup, crash];
