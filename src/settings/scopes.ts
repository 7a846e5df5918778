import type { MemberSetting, PersonSetting } from './setting.ts';
import { settings } from './table.ts';

export interface Named<S> {
  readonly name: string;
  readonly setting: S;
}

/** Every setting of `/settings`, in order. */
export const allSettings: readonly Named<PersonSetting | MemberSetting>[] = Object.entries(settings).map(
  ([name, setting]) => ({ name, setting }),
);

export const isOfPerson = (it: Named<PersonSetting | MemberSetting>): it is Named<PersonSetting> =>
  it.setting.scope === 'person';
export const isOfMember = (it: Named<PersonSetting | MemberSetting>): it is Named<MemberSetting> =>
  it.setting.scope === 'member';

export const personSettings: readonly Named<PersonSetting>[] = allSettings.filter(isOfPerson);
export const memberSettings: readonly Named<MemberSetting>[] = allSettings.filter(isOfMember);
