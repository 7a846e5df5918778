import type { LearningSettings, Person } from '../../core/people/index.ts';

export const withLearning = (person: Person, change: Partial<LearningSettings>): Person => ({
  ...person,
  learning: { ...(person.learning ?? { cardsInPrompt: false, assistant: false }), ...change },
});
