import type { LinkRules } from '../core/linking/index.ts';
import { memberSettings, personSettings } from './scopes.ts';

/** What linking does with each setting; the core takes it as an argument, for it knows no words. */
export const linkRules: LinkRules = {
  person: personSettings.flatMap(({ setting: { link } }) => (link === 'primary' ? [] : link)),
  member: memberSettings.flatMap(({ setting: { link } }) => (link === 'primary' ? [] : link)),
};
