export type * from './cadence.ts';
export * from './chosen.ts';
export * from './create.ts';
export * from './features.ts';
export * from './identity.ts';
export * from './links.ts';
export * from './now.ts';
export type * from './ports.ts';
export type * from './types.ts';
