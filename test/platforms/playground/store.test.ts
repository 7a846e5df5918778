import { memoryPlaygroundStore } from '../../fakes/playground-store.ts';
import { playgroundStoreSuite } from './store-suite.ts';

playgroundStoreSuite('in memory', async () => memoryPlaygroundStore());
