import type { Suggest } from '../chat/command.ts';

/** Offers those of a few values that begin with what is typed. */
export const suggestFrom =
  (values: readonly string[]): Suggest =>
  async (typed) =>
    values
      .filter((it) => it.toLowerCase().startsWith(typed.trim().toLowerCase()))
      .map((it) => ({ value: it, label: it }));
