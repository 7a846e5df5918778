import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

export interface Import {
  readonly file: string;
  readonly target: string;
  /** Nothing of it is left when the program runs. */
  readonly isType: boolean;
}

/** Every TypeScript file below a folder. */
export function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (name === 'node_modules') return [];
    if (statSync(path).isDirectory()) return sources(path);
    return /\.tsx?$/.test(name) ? [path] : [];
  });
}

const importPattern =
  /(?:^|\n)\s*(?:import|export)\s[^'";]*?from\s+'([^']+)'|(?:^|\n)\s*import\s+'([^']+)'|\bimport\('([^']+)'\)/g;

export const importsOf = (file: string, text: string): Import[] =>
  [...text.matchAll(importPattern)].map((match) => ({
    file,
    target: (match[1] ?? match[2] ?? match[3]) as string,
    isType: isTypeOnly(match[0].trim()),
  }));

/** `import type …`, `export type …`, or braces that hold types alone. */
function isTypeOnly(statement: string): boolean {
  if (/^(?:import|export)\s+type\b/.test(statement)) return true;
  const names = /^(?:import|export)\s*\{([^}]*)\}/.exec(statement)?.[1];
  return names?.split(',').every((it) => it.trim() === '' || /^\s*type\s/.test(it)) ?? false;
}
