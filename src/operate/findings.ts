import type { Output } from './progress.ts';

/** What a check came to, in one line, and how to fix it. */
export interface Finding {
  readonly check: string;
  readonly level: 'ok' | 'warning' | 'error';
  readonly text: string;
  readonly fix?: string;
}

export const ok = (check: string, text: string): Finding => ({ check, level: 'ok', text });
export const warning = (check: string, text: string, fix: string): Finding => ({
  check,
  level: 'warning',
  text,
  fix,
});
export const failure = (check: string, text: string, fix: string): Finding => ({
  check,
  level: 'error',
  text,
  fix,
});

const marks = { ok: '✓', warning: '!', error: '✗' } as const;

/** Prints the findings and answers with the exit code: 1 if there is an error. */
export function report(findings: readonly Finding[], asJson: boolean, out: Output): number {
  const well = findings.every((it) => it.level !== 'error');
  if (asJson) out.write(`${JSON.stringify({ ok: well, findings })}\n`);
  else
    for (const { level, check, text, fix } of findings)
      out.write(`${marks[level]} ${check.padEnd(13)} ${text}${fix ? ` → ${fix}` : ''}\n`);
  return well ? 0 : 1;
}
