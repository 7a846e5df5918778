import type { ChosenSettings } from './types.ts';

type Value = ChosenSettings[string];

interface Chooser {
  readonly chosen?: ChosenSettings;
}

/** A setting that has no field of its own; undefined while nobody has set it. */
export const chosenIn = ({ chosen }: Chooser, name: string): Value | undefined =>
  chosen && Object.hasOwn(chosen, name) ? chosen[name] : undefined;

/** The person, member or community with the setting at this value; `undefined` takes it away. */
export function withChosen<T extends Chooser>(owner: T, name: string, value: Value | undefined): T {
  const { chosen = {}, ...rest } = owner;
  const { [name]: _before, ...others } = chosen;
  const all = value === undefined ? others : { ...others, [name]: value };
  return (Object.keys(all).length > 0 ? { ...rest, chosen: all } : rest) as T;
}
