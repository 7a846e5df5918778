import type { FormErrors, FormField } from '../chat/reply.ts';
import { hashed, joinedErrors, splitHashed } from './hashed-tags.ts';

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
  const { words, tag } = splitHashed(typed);
  return { ...(words !== '' && { project: words }), tag };
}

/** What is wrong with project and tags, said at the field that holds both. */
export const errorsAtAbout = (errors: FormErrors): FormErrors =>
  joinedErrors(errors, ['project', 'tag'], 'about');

const aboutOf = ({ project = '', tag = '' }: TypedAbout): string =>
  [project, ...hashed(tag)].filter((it) => it !== '').join(' ');
