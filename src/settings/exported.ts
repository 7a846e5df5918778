import type { Member, Person } from '../core/people/index.ts';
import { memberSettings, personSettings } from './scopes.ts';

type Exported = Readonly<Record<string, string>>;

/** The settings of a person as they would be typed, by name. */
export const exportedSettings = (person: Person): Exported =>
  Object.fromEntries(personSettings.map(({ name, setting }) => [name, setting.export(person)]));

/** The settings of a membership as they would be typed, by name. */
export const exportedMemberSettings = (member: Member): Exported =>
  Object.fromEntries(memberSettings.map(({ name, setting }) => [name, setting.export(member)]));
