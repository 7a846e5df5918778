export * from './identity.ts';
export type * from './ports.ts';
export type * from './types.ts';
