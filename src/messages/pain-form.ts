import type { FormField } from '../chat/reply.ts';
import type { Pain, PainPart } from '../core/log/index.ts';

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

/** The five fields in which a pain point is written. */
export function painFields(typed: TypedPain): FormField[] {
  const about = aboutOf(typed);
  return [
    brokeField(typed.text),
    partField('error', typed.error),
    partField('cause', typed.cause),
    partField('fix', typed.fix),
    {
      name: 'about',
      label: 'Project and #tags',
      kind: 'line',
      placeholder: 'shortener #redis #node',
      ...(about !== '' && { value: about }),
    },
  ];
}

/** The four fields in which what is known of a pain point is edited. */
export const painEditFields = (text: string, pain: Pain | undefined): FormField[] => [
  brokeField(text),
  partField('error', pain?.error),
  partField('cause', pain?.cause),
  partField('fix', pain?.fix),
];

/** `shortener #redis #node` as project and tags. */
export function readAbout(typed: string): { readonly project?: string; readonly tag: string } {
  const words = typed.trim().split(/\s+/);
  const project = words.filter((it) => !it.startsWith('#')).join(' ');
  return {
    ...(project !== '' && { project }),
    tag: words.filter((it) => it.startsWith('#')).join(' '),
  };
}

const aboutOf = ({ project = '', tag = '' }: TypedPain): string =>
  [
    project,
    ...tag
      .split(/[\s,;]+/)
      .filter((it) => it !== '')
      .map((it) => `#${it.replace(/^#+/, '')}`),
  ]
    .filter((it) => it !== '')
    .join(' ');
