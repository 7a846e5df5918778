import type { FormField } from '../chat/reply.ts';
import type { Pain, PainPart } from '../core/log/index.ts';
import { aboutField } from './about-field.ts';

/** A pain point as it was typed, into options or into a form. */
export interface TypedPain {
  readonly text?: string;
  readonly error?: string;
  readonly cause?: string;
  readonly fix?: string;
  readonly project?: string;
  readonly tag?: string;
}

const labels: Readonly<Record<PainPart, string>> = { error: 'The error', cause: 'The cause', fix: 'The fix' };
const hints: Readonly<Record<PainPart, string>> = {
  error: 'Paste all of it. Secrets are masked',
  cause: 'You can add it later',
  fix: 'You can add it later',
};

export const partField = (part: PainPart, value: string | undefined): FormField => ({
  name: part,
  label: labels[part],
  kind: 'paragraph',
  hint: hints[part],
  ...(value !== undefined && { value }),
});

export const brokeField = (value: string | undefined): FormField => ({
  name: 'text',
  label: 'What broke',
  kind: 'paragraph',
  required: true,
  placeholder: 'In your own words. One line is enough',
  ...(value !== undefined && { value }),
});

/**
 * The fields in which a pain point is written, five at most. Where the form asks who sees it, that takes the place of project and
 * tags, which *Edit* adds later; `keepsAbout`: they were typed already, so the cause, which a button adds later, gives way.
 */
export function painFields(
  typed: TypedPain,
  { audience, keepsAbout }: { readonly audience?: FormField; readonly keepsAbout: boolean },
): FormField[] {
  return [
    brokeField(typed.text),
    partField('error', typed.error),
    ...(audience && keepsAbout ? [] : [partField('cause', typed.cause)]),
    partField('fix', typed.fix),
    ...(audience && !keepsAbout ? [] : [aboutField(typed)]),
    ...(audience ? [audience] : []),
  ];
}

/** The four fields in which what is known of a pain point is edited. */
export const painEditFields = (text: string, pain: Pain | undefined): FormField[] => [
  brokeField(text),
  partField('error', pain?.error),
  partField('cause', pain?.cause),
  partField('fix', pain?.fix),
];
