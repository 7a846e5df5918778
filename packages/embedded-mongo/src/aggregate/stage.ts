import type { Doc, Value } from '../bson/values.ts';
import type { Flow } from '../plan/yield-policy.ts';
import type { VariableScope } from '../query/variable-scope.ts';
import type { Catalog } from '../storage/catalog.ts';

/** One step of a pipeline, ready to run: documents in, documents out. */
export type Stage = (input: Flow<Doc>, scope: VariableScope) => Flow<Doc>;

/** A pipeline over a collection of this database, or over what another one gives. */
export interface Pipeline {
  /** Reads from the collection itself, so that its indexes serve the first stages. */
  overCollection(name: string, scope: VariableScope): Flow<Doc>;
  over(input: Flow<Doc>, scope: VariableScope): Flow<Doc>;
}

/** What a stage may ask for while it is read. */
export interface StageContext {
  readonly catalog: Catalog;
  readonly database: string;
  /** Reads a pipeline inside this one; stages in `refused` are errors there. */
  pipeline(stages: readonly Value[], refused?: ReadonlySet<string>): Pipeline;
}

export type StageFactory = (spec: Value, stageContext: StageContext) => Stage;
