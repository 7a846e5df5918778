import type { FormErrors } from '../chat/reply.ts';

/** Typed tags, each with its `#`: `Redis, node` as `#Redis`, `#node`. */
export const hashed = (tags: string): readonly string[] =>
  tags
    .split(/[\s,;]+/)
    .filter((it) => it !== '')
    .map((it) => `#${it.replace(/^#+/, '')}`);

/** A line that tags share with something else: `shortener #redis #node` as the words and the tags. */
export function splitHashed(typed: string): { readonly words: string; readonly tag: string } {
  const parts = typed.trim().split(/\s+/);
  return {
    words: parts.filter((it) => !it.startsWith('#')).join(' '),
    tag: parts.filter((it) => it.startsWith('#')).join(' '),
  };
}

/** What is wrong with two parts, said at the field that holds both. */
export function joinedErrors(
  { code, errors }: FormErrors,
  parts: readonly [string, string],
  field: string,
): FormErrors {
  const there = parts.flatMap((it) => errors[it] ?? []).join(' ');
  const joined = Object.entries(errors).map(([name, words]) =>
    parts.includes(name) ? [field, there] : [name, words],
  );
  return { code, errors: Object.fromEntries(joined) };
}
