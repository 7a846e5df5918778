import { expect, it } from 'vitest';
import { useStore } from '../backend.ts';
import { anEntry, aPerson } from '../samples.ts';

const store = useStore({ alone: true });

it('a store of one process answers from memory until something is written', async () => {
  const me = aPerson();
  await store().people.create(me);
  const known = await store().people.find(me.id);
  expect(await store().people.find(me.id)).toBe(known);
  await store().people.save({ ...me, language: 'pt-PT' });
  expect((await store().people.find(me.id))?.language).toBe('pt-PT');
});

it('what is asked while a write is under way is asked again afterwards', async () => {
  const me = aPerson();
  await store().people.create(me);
  const saved = store().people.save({ ...me, language: 'pt-PT' });
  const during = store().people.find(me.id);
  await saved;
  await during;
  expect((await store().people.find(me.id))?.language).toBe('pt-PT');
});

it('a failed question is asked anew', async () => {
  const me = aPerson();
  const entry = anEntry(me.id);
  await expect(store().entries.loggedDays({} as never)).rejects.toThrow();
  await store().entries.insert(entry);
  expect((await store().entries.loggedDays(me.id)).size).toBe(1);
});
