import { expect, test } from 'vitest';
import { actionSigner } from '../../src/chat/action-id.ts';
import { type Command, leaf } from '../../src/chat/command.ts';
import type { Incoming, Interaction } from '../../src/chat/interaction.ts';
import { registryOf } from '../../src/chat/registry.ts';
import { createRouter } from '../../src/chat/route.ts';

const answer = { code: 'x', visibility: 'private', text: { source: '' } } as never;
let asked = 0;
const command: Command = {
  name: 'note',
  group: 'more',
  summary: 'Takes a note',
  leaf: leaf({
    summary: 'Takes a note',
    options: { text: { kind: 'text', summary: 'Words', free: true } },
    opensForm(input) {
      asked += 1;
      return input.text === undefined;
    },
    run: async () => answer,
  }),
  actions: { open: { opensForm: true, run: async () => answer }, done: { run: async () => answer } },
};
const signer = actionSigner('secret');
const route = createRouter({
  registry: registryOf([{ file: 'note.ts', command }]),
  signer,
  commandName: (_platform, name) => `/${name}`,
  marksFields: new Set(),
});
const incoming = (interaction: Interaction): Incoming => ({
  eventId: 'e',
  actor: { identity: { platform: 'test', user: 'u' }, isOrganiser: false },
  place: { kind: 'dm', platform: 'test', channel: 'd' },
  interaction,
});
const pressed = (name: string) =>
  route(incoming({ type: 'press', action: signer.sign({ name, args: [] }), values: [] }));

test('a route says what it is, and whether its answer may be a form', () => {
  expect(route(incoming({ type: 'text', text: 'note' }))).toMatchObject({ name: 'note', opensForm: true });
  expect(route(incoming({ type: 'text', text: 'note it' }))).toMatchObject({ opensForm: false });
  expect(pressed('note.open')).toMatchObject({ name: 'note.open', opensForm: true });
  expect(pressed('note.done')).toMatchObject({ name: 'note.done', opensForm: false });
  expect(asked).toBe(2);
});

test('what nobody made is answered at once', () => {
  expect(route(incoming({ type: 'press', action: 'note.open~forged', values: [] }))).toMatchObject({
    name: 'stale',
    reply: { code: expect.any(String) },
  });
  expect(route(incoming({ type: 'text', text: 'nothing' }))).toMatchObject({ name: 'unknown' });
});

test('a draft whose form is no more is gone, without anything to run', () => {
  const gone = route(
    incoming({
      type: 'press',
      action: signer.sign({ name: 'mend.form', args: ['d1', 'note.gone'] }),
      values: [],
    }),
  );
  expect('run' in gone).toBe(false);
});
