import { remember, remembered } from './storage.ts';
import type { Command } from './types.ts';

/** How often each command was sent on this device. */
function uses(): Readonly<Record<string, number>> {
  try {
    const known: unknown = JSON.parse(remembered('uses') ?? '{}');
    return typeof known === 'object' && known !== null ? (known as Record<string, number>) : {};
  } catch {
    return {};
  }
}

/** Counts a text that is a command. */
export function countUse(text: string): void {
  const name = /^\/([a-z-]{1,32})(?:\s|$)/.exec(text)?.[1];
  if (name === undefined) return;
  const known = uses();
  remember('uses', JSON.stringify({ ...known, [name]: (known[name] ?? 0) + 1 }));
}

/** What was sent most comes first; the rest stays in the server's order. */
export function mostUsedFirst(commands: readonly Command[]): readonly Command[] {
  const known = uses();
  return commands.toSorted((a, b) => (known[b.name] ?? 0) - (known[a.name] ?? 0));
}
