import fc from 'fast-check';
import { seed } from './deep.ts';

fc.configureGlobal({ seed });
