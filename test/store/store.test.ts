import { describe } from 'vitest';
import { useStore } from './backend.ts';
import { deliverySuite } from './suites/deliveries.ts';
import { entrySuite } from './suites/entries.ts';
import { memorySuite } from './suites/memory.ts';
import { peopleSuite } from './suites/people.ts';
import { streakSuite } from './suites/streaks.ts';
import { systemSuite } from './suites/system.ts';

/** What a store is: every method of every port, on the embedded server or on `TEST_MONGODB_URI`. */
describe.each([
  { what: 'the store', alone: false },
  { what: 'the store of one process, which remembers', alone: true },
])('$what', ({ alone }) => {
  const store = useStore({ alone });
  peopleSuite(store);
  entrySuite(store);
  streakSuite(store);
  memorySuite(store);
  deliverySuite(store);
  systemSuite(store);
});
