import { change } from '../../src/chat/answers.ts';
import type { Context } from '../../src/chat/context.ts';
import { joined, type Markdown, md } from '../../src/chat/markdown.ts';
import { ensurePerson } from '../../src/core/account/present.ts';
import { isOfMember, isOfPerson, type Named } from '../../src/settings/scopes.ts';
import type { Facts, MemberSetting, PersonSetting } from '../../src/settings/setting.ts';
import { membershipOf } from './membership.ts';

/** A setting and the value that it takes. */
export type Change<S = PersonSetting | MemberSetting> = Named<S> & { readonly value: unknown };

const ofPerson = (it: Change): it is Change<PersonSetting> => isOfPerson(it);
const ofMember = (it: Change): it is Change<MemberSetting> => isOfMember(it);

/** Writes what was chosen, and tells it in the order of the settings. */
export async function applyChanges(
  changes: readonly Change[],
  facts: Facts,
  context: Context,
): Promise<Markdown> {
  const before = await ensurePerson(context);
  const here = await membershipOf({ ...context, ...before });
  const personal = changes.filter(ofPerson);
  const person = await change(context, before.person, (current) =>
    personal.reduce((result, { setting, value }) => setting.apply(result, value, facts), current),
  );
  const notes: (Markdown | undefined)[] = [];
  for (const { setting } of personal) notes.push(await setting.follow?.(before.person, person, context));
  const communal = here ? changes.filter(ofMember) : [];
  const said = new Map(personal.map((it) => [it.name, it.setting.confirm(person, it.value, facts)] as const));
  if (here && communal.length > 0) {
    const member = communal.reduce(
      (result, { setting, value }) => setting.apply(result, value, facts),
      here.member,
    );
    await context.services.stores.members.put(member);
    for (const { name, setting, value } of communal) {
      said.set(name, setting.confirm(member, value, { ...facts, community: here.community }));
      notes.push(await setting.follow?.(here.member, member, context));
    }
  }
  const lines = changes.flatMap(({ name }) => said.get(name) ?? []);
  return joined([md`**Saved.**`, ...lines.map((it) => md`- ${it}`), ...notes]);
}
