import type { FormErrors, FormField } from '../chat/reply.ts';

/** Project and tags as they were typed, into options or into a form. */
export interface TypedAbout {
  readonly project?: string;
  readonly tag?: string;
}

/** The field that holds both, where a form has no room for two: `shortener #redis #node`. */
export function aboutField(typed: TypedAbout): FormField {
  const value = aboutOf(typed);
  return {
    name: 'about',
    label: 'Project and #tags',
    kind: 'line',
    placeholder: 'shortener #redis #node',
    ...(value !== '' && { value }),
  };
}

/** `shortener #redis #node` as project and tags. */
export function readAbout(typed: string): { readonly project?: string; readonly tag: string } {
  const words = typed.trim().split(/\s+/);
  const project = words.filter((it) => !it.startsWith('#')).join(' ');
  return {
    ...(project !== '' && { project }),
    tag: words.filter((it) => it.startsWith('#')).join(' '),
  };
}

/** What is wrong with project and tags, said at the field that holds both. */
export function errorsAtAbout({ code, errors: { project, tag, ...errors } }: FormErrors): FormErrors {
  const about = [project, tag].filter((it) => it !== undefined).join(' ');
  return { code, errors: { ...errors, ...(about !== '' && { about }) } };
}

const aboutOf = ({ project = '', tag = '' }: TypedAbout): string =>
  [
    project,
    ...tag
      .split(/[\s,;]+/)
      .filter((it) => it !== '')
      .map((it) => `#${it.replace(/^#+/, '')}`),
  ]
    .filter((it) => it !== '')
    .join(' ');
