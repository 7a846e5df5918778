import { codeCauses } from './causes/code.ts';
import { databaseCauses } from './causes/database.ts';
import type { NamedCause } from './causes/named-cause.ts';
import { networkCauses } from './causes/network.ts';
import { toolCauses } from './causes/tools.ts';
import { webCauses } from './causes/web.ts';

/**
 * Causes that say themselves in several ways, each under one name. Looked for in the whole text, the narrow before the wide.
 * An error that is not here is compared by its code and its words.
 */
const causes: readonly NamedCause[] = [
  ...networkCauses,
  ...databaseCauses,
  ...webCauses,
  ...toolCauses,
  ...codeCauses,
];

/** The name of a known cause; undefined for everything else. */
export const knownCause = (text: string): string | undefined =>
  causes.find(([, pattern]) => pattern.test(text))?.[0];
