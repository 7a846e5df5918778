import { dirname, resolve } from 'node:path';
import type { Import } from './imports.ts';

/** The circles of imports among files, each by its files in the order of their names. */
export function circlesOf(imports: readonly Import[]): readonly (readonly string[])[] {
  const targets = new Map<string, string[]>();
  for (const { file, target } of imports)
    if (target.startsWith('.'))
      targets.set(file, [...(targets.get(file) ?? []), resolve(dirname(file), target)]);
  return strongComponents(targets).filter(([first = '', ...rest]) => rest.length > 0 || isOwn(first));

  function isOwn(file: string): boolean {
    return targets.get(file)?.includes(file) ?? false;
  }
}

/** Tarjan's algorithm: what can reach each other stands together. */
function strongComponents(targets: ReadonlyMap<string, readonly string[]>): string[][] {
  const indexes = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];

  function visit(file: string): void {
    indexes.set(file, indexes.size);
    lowest.set(file, indexes.size - 1);
    stack.push(file);
    for (const next of targets.get(file) ?? []) {
      if (!indexes.has(next)) visit(next);
      if (stack.includes(next)) lowest.set(file, Math.min(lowest.get(file) ?? 0, lowest.get(next) ?? 0));
    }
    if (lowest.get(file) !== indexes.get(file)) return;
    found.push(stack.splice(stack.indexOf(file)).sort());
  }

  for (const file of targets.keys()) if (!indexes.has(file)) visit(file);
  return found;
}
