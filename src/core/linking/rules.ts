import { chosenIn, withChosen } from '../people/chosen.ts';
import type { ChosenSettings, Member, SharedSettings } from '../people/types.ts';

/**
 * What linking does with one value of a setting. Linked accounts have the value that `merge` makes of all of theirs. After
 * `unlink` each has its own again, unless it was changed meanwhile: then the primary keeps the changed one.
 */
export interface LinkRule<Owner> {
  get(owner: Owner): unknown;
  set(owner: Owner, value: unknown): Owner;
  /** `own`: the primary's. */
  merge(own: Owner, others: readonly Owner[]): unknown;
}

/** The rules of every setting (`src/settings/link-rules.ts`). A setting without one is the primary's all along. */
export interface LinkRules {
  readonly person: readonly LinkRule<SharedSettings>[];
  readonly member: readonly LinkRule<Member>[];
}

/** The rule of a setting that is one field. */
export const fieldRule = <Owner extends object, K extends keyof Owner>(
  field: K,
  merge: (own: Owner, others: readonly Owner[]) => Owner[K],
): LinkRule<Owner> => ({
  get: (owner) => owner[field],
  set: (owner, value) => ({ ...owner, [field]: value }),
  merge,
});

/** The rule of a setting that has no field of its own; `values`: the primary's first, undefined where nobody set it. */
export const chosenRule = <Owner extends { readonly chosen?: ChosenSettings }>(
  name: string,
  merge: (values: readonly (ChosenSettings[string] | undefined)[]) => ChosenSettings[string] | undefined,
): LinkRule<Owner> => ({
  get: (owner) => chosenIn(owner, name),
  set: (owner, value) => withChosen(owner, name, value as ChosenSettings[string] | undefined),
  merge: (own, others) => merge([own, ...others].map((it) => chosenIn(it, name))),
});

/** Whose reminders go on for all: the primary's, unless the primary never began with them. */
export const askedOf = (own: SharedSettings, others: readonly SharedSettings[]): SharedSettings =>
  own.prompts === 'not-started' ? (others.find((it) => it.prompts === 'on') ?? own) : own;
