export * from './erase.ts';
export type * from './stores.ts';
export * from './table.ts';
