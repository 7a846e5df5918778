import type { Entry } from '../log/index.ts';
import { type Fingerprint, fingerprint } from './fingerprint.ts';

/** The error as it was pasted says more than the words around it. */
export const painFingerprint = ({ text, pain }: Pick<Entry, 'text' | 'pain'>): Fingerprint =>
  fingerprint(pain?.error ?? text);

/** What an entry is looked up by; the kind of error alone is too wide to look anything up by. */
export const lookupKeys = ({ keys }: Fingerprint): readonly string[] =>
  keys.filter((key) => !key.startsWith('kind:'));
