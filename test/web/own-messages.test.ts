import { beforeEach, describe, expect, it } from 'vitest';
import { type Asking, asking } from './asking.ts';

let client: Asking;
beforeEach(async () => {
  client = asking();
  await client.join();
  await client.join('bea');
});

interface Shown {
  readonly id: string;
  readonly code: string;
  readonly text: string;
  readonly editedAt?: string;
  readonly repliesTo?: string;
}
const shown = async (query = 'dm=ada'): Promise<Shown[]> =>
  (await client.get(`messages?${query}`)).body.messages;
const write = async (text: string, more: object = {}): Promise<Shown> => {
  await client.say(text, { channel: 'dm', ...more });
  return (await shown()).findLast((it) => it.code === 'said') as Shown;
};
const edit = (message: string, text: string, member = 'ada') =>
  client.post('messages/edit', { member, message, text });
const remove = (message: string, member = 'ada') => client.post('messages/delete', { member, message });
const noSuchMessage = { status: 404, body: { error: { code: 'no-such-message' } } };

describe('a reply in the DM', () => {
  it('says to the bot and to the page what it replies to', async () => {
    const [prompt] = await shown();
    const answer = await client.say('built a parser', { channel: 'dm', repliesTo: prompt?.id });
    expect(answer.body.replies).toMatchObject([{ fields: [{ name: 'In reply to', text: prompt?.id }] }]);
    expect((await shown()).find((it) => it.code === 'said')?.repliesTo).toBe(prompt?.id);
    const own = await write('and tests for it');
    expect((await write('and its docs', { repliesTo: own.id })).repliesTo).toBe(own.id);
  });

  it('is none to what does not stand there', async () => {
    const [promptOfBea] = await shown('dm=bea');
    await client.say('hello');
    const inChannel = (await shown('channel=general')).at(-1);
    const gone = await write('built a parser');
    await remove(gone.id);
    for (const repliesTo of [promptOfBea?.id, inChannel?.id, gone.id, 'nothing'])
      expect(await client.say('built it', { channel: 'dm', repliesTo })).toMatchObject(noSuchMessage);
    expect(await client.say('hello again', { repliesTo: inChannel?.id })).toMatchObject(noSuchMessage);
    expect((await shown()).filter((it) => it.code === 'said')).toEqual([]);
  });
});

describe('an edit of an own message', () => {
  it('changes it, says so, and tells the bot, each time that it changes something', async () => {
    const { id } = await write('built a *parser*');
    expect((await edit(id, ' built a _fast_ parser ')).body.replies).toMatchObject([
      { code: 'retyped', text: 'I changed the entry too:\n> built a _fast_ parser', channel: 'dm' },
    ]);
    const changed = (await shown()).find((it) => it.id === id);
    expect(changed).toMatchObject({ text: 'built a _fast_ parser', editedAt: expect.any(String) });
    expect((await edit(id, 'built a _fast_ parser')).body).toEqual({ replies: [] });
    expect((await edit(id, 'built a parser')).body.replies).toHaveLength(1);
    expect((await shown()).filter((it) => it.code === 'retyped')).toHaveLength(2);
  });

  it('takes words', async () => {
    const { id } = await write('built a parser');
    expect((await edit(id, '  ')).status).toBe(400);
    expect((await client.post('messages/edit', { member: 'ada', message: id })).status).toBe(400);
  });
});

describe('a deletion of an own message', () => {
  it('takes it away once, and tells the bot', async () => {
    const { id } = await write('built a parser');
    expect((await remove(id)).body.replies).toMatchObject([{ code: 'delete-offered', channel: 'dm' }]);
    expect((await shown()).map((it) => it.code)).toEqual(['prompt', 'logged', 'delete-offered']);
    expect(await remove(id)).toMatchObject(noSuchMessage);
    expect(await edit(id, 'built it')).toMatchObject(noSuchMessage);
  });
});

it("leaves alone what is the bot's, another's, or said in a channel", async () => {
  const [prompt] = await shown();
  const own = await write('built a parser');
  await client.say('hello');
  const inChannel = (await shown('channel=general')).at(-1);
  for (const id of [prompt?.id ?? '', inChannel?.id ?? '', 'nothing']) {
    expect(await edit(id, 'changed')).toMatchObject(noSuchMessage);
    expect(await remove(id)).toMatchObject(noSuchMessage);
  }
  expect(await edit(own.id, 'changed', 'bea')).toMatchObject(noSuchMessage);
  expect(await remove(own.id, 'bea')).toMatchObject(noSuchMessage);
  expect(JSON.stringify([await shown(), await shown('channel=general')])).not.toContain('changed');
});
